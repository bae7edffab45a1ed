using System.Globalization;

namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>The settings of topics as of Kafka 4.3: name, type, default, the broker setting that defaults it. Values that have no effect here still read back.</summary>
internal static class TopicKeys
{
    private const string Forever = "9223372036854775807";

    public static IReadOnlyList<ConfigKey> All { get; } =
    [
        new("compression.type", ConfigType.Text, "producer", "compression.type") { Choices = ["uncompressed", "zstd", "lz4", "snappy", "gzip", "producer"] },
        new("remote.log.delete.on.disable", ConfigType.Boolean, "false"),
        new("leader.replication.throttled.replicas", ConfigType.List, "") { Rule = ConfigRules.Replicas("leader.replication.throttled.replicas") },
        new("remote.storage.enable", ConfigType.Boolean, "false"),
        new("min.insync.replicas", ConfigType.Int, "1", "min.insync.replicas") { Least = 1 },
        new("segment.jitter.ms", ConfigType.Long, "0", "log.roll.jitter.ms") { Least = 0 },
        new("remote.log.copy.disable", ConfigType.Boolean, "false"),
        new("local.retention.ms", ConfigType.Long, "-2", "log.local.retention.ms") { Least = -2 },
        new("cleanup.policy", ConfigType.List, "delete", "log.cleanup.policy") { Choices = ["compact", "delete"] },
        new("flush.ms", ConfigType.Long, Forever, "log.flush.interval.ms") { Least = 0 },
        new("follower.replication.throttled.replicas", ConfigType.List, "") { Rule = ConfigRules.Replicas("follower.replication.throttled.replicas") },
        new("compression.lz4.level", ConfigType.Int, "9", "compression.lz4.level") { Least = 1, Most = 17 },
        new("segment.bytes", ConfigType.Int, "1073741824", "log.segment.bytes") { Least = 1048576 },
        new("retention.ms", ConfigType.Long, "604800000", "log.retention.ms") { Least = -1 },
        new("compression.gzip.level", ConfigType.Int, "-1", "compression.gzip.level") { Rule = ConfigRules.GzipLevel },
        new("flush.messages", ConfigType.Long, Forever, "log.flush.interval.messages") { Least = 1 },
        new("compression.zstd.level", ConfigType.Int, "3", "compression.zstd.level") { Least = -131072, Most = 22 },
        new("max.compaction.lag.ms", ConfigType.Long, Forever, "log.cleaner.max.compaction.lag.ms") { Least = 1 },
        new("file.delete.delay.ms", ConfigType.Long, "60000", "log.segment.delete.delay.ms") { Least = 0 },
        new("max.message.bytes", ConfigType.Int, "1048588", "message.max.bytes") { Least = 0 },
        new("min.compaction.lag.ms", ConfigType.Long, "0", "log.cleaner.min.compaction.lag.ms") { Least = 0 },
        new("message.timestamp.type", ConfigType.Text, "CreateTime", "log.message.timestamp.type") { Choices = ["CreateTime", "LogAppendTime"] },
        new("local.retention.bytes", ConfigType.Long, "-2", "log.local.retention.bytes") { Least = -2 },
        new("preallocate", ConfigType.Boolean, "false", "log.preallocate"),
        new("index.interval.bytes", ConfigType.Int, "4096", "log.index.interval.bytes") { Least = 0 },
        new("min.cleanable.dirty.ratio", ConfigType.Double, "0.5", "log.cleaner.min.cleanable.ratio") { Least = 0, Most = 1 },
        new("unclean.leader.election.enable", ConfigType.Boolean, "false", "unclean.leader.election.enable"),
        new("retention.bytes", ConfigType.Long, "-1", "log.retention.bytes"),
        new("delete.retention.ms", ConfigType.Long, "86400000", "log.cleaner.delete.retention.ms") { Least = 0 },
        new("message.timestamp.after.max.ms", ConfigType.Long, "3600000", "log.message.timestamp.after.max.ms") { Least = 0 },
        new("message.timestamp.before.max.ms", ConfigType.Long, Forever, "log.message.timestamp.before.max.ms") { Least = 0 },
        new("segment.ms", ConfigType.Long, "604800000", "log.roll.ms") { Least = 1 },
        new("segment.index.bytes", ConfigType.Int, "10485760", "log.index.size.max.bytes") { Least = 4 },
    ];

    /// <summary>Taken, as by Kafka, but never shown.</summary>
    private static readonly ConfigKey[] Internal = [new("internal.segment.bytes", ConfigType.Int, null)];

    public static ConfigKey? Find(string name) => All.FirstOrDefault(k => k.Name == name) ?? Internal.FirstOrDefault(k => k.Name == name);

    /// <summary>What is wrong with a topic's settings as a whole: names first, then values, then values against each other; null for good ones.</summary>
    public static string? RefusalOf(IReadOnlyDictionary<string, string> settings)
    {
        if (settings.Keys.FirstOrDefault(n => Find(n) is null) is { } unknown)
        {
            return $"Unknown topic config name: {unknown}";
        }

        if (settings.Select(s => Find(s.Key)!.Refusal(s.Value)).FirstOrDefault(r => r is not null) is { } bad)
        {
            return bad;
        }

        long Number(string name) => long.Parse((settings.GetValueOrDefault(name) ?? Find(name)!.Default!).Trim(), CultureInfo.InvariantCulture);
        var (least, most) = (Number("min.compaction.lag.ms"), Number("max.compaction.lag.ms"));
        return least > most ? $"conflict topic config setting min.compaction.lag.ms ({least}) > max.compaction.lag.ms ({most})"
            : settings.TryGetValue("remote.storage.enable", out var remote) && bool.Parse(remote.Trim())
            ? "Tiered Storage functionality is disabled in the broker. Topic cannot be configured with remote log storage."
            : null;
    }
}
