namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>The broker settings that read back, those that default topics' settings included.</summary>
internal static class BrokerKeys
{
    private static readonly string[] Dynamic =
    [
        "compression.type", "message.max.bytes", "min.insync.replicas", "log.cleanup.policy", "log.retention.ms", "log.retention.bytes", "log.segment.bytes", "log.roll.ms",
        "log.message.timestamp.type", "unclean.leader.election.enable", "log.cleaner.delete.retention.ms", "log.flush.interval.ms",
    ];

    public static IReadOnlyList<ConfigKey> All { get; } =
    [
        new("auto.create.topics.enable", ConfigType.Boolean, "true"),
        new("num.partitions", ConfigType.Int, "1") { Least = 1 },
        new("default.replication.factor", ConfigType.Int, "1") { Least = 1 },
        new("delete.topic.enable", ConfigType.Boolean, "true"),
        new("broker.id", ConfigType.Int, "-1"),
        new("node.id", ConfigType.Int, null),
        new("group.initial.rebalance.delay.ms", ConfigType.Int, "0"),
        new("group.min.session.timeout.ms", ConfigType.Int, "6000"),
        new("group.max.session.timeout.ms", ConfigType.Int, "1800000"),
        new("group.max.size", ConfigType.Int, "2147483647") { Least = 1 },
        new("offset.metadata.max.bytes", ConfigType.Int, "4096"),
        new("offsets.retention.minutes", ConfigType.Int, "10080") { Least = 1 },
        new("offsets.topic.num.partitions", ConfigType.Int, "4") { Least = 1 },
        new("transaction.state.log.num.partitions", ConfigType.Int, "4") { Least = 1 },
        new("transaction.max.timeout.ms", ConfigType.Int, "900000") { Least = 1 },
        new("socket.request.max.bytes", ConfigType.Int, "104857600") { Least = 1 },
        new("fetch.max.bytes", ConfigType.Int, "57671680") { Least = 1024 },
        new("log.retention.hours", ConfigType.Int, "168"),
        new("log.retention.check.interval.ms", ConfigType.Long, "300000") { Least = 1 },
        new("num.network.threads", ConfigType.Int, "3") { Least = 1, IsDynamic = true },
        new("num.io.threads", ConfigType.Int, "8") { Least = 1, IsDynamic = true },
        new("log.cleaner.backoff.ms", ConfigType.Long, "15000") { Least = 1 },
        new("log.cleaner.threads", ConfigType.Int, "1") { Least = 0, IsDynamic = true },
        new("max.incremental.fetch.session.cache.slots", ConfigType.Int, "1000") { Least = 0 },
        .. TopicKeys.All.Where(k => k.BrokerName is not null).Select(k => k with
        {
            Name = k.BrokerName!, BrokerName = null, IsDynamic = Dynamic.Contains(k.BrokerName), Default = IsUnset(k.BrokerName) ? null : k.Default,
        }),
    ];

    /// <summary>Brokers have no value for these: a setting in hours or of the scheduler stands behind them.</summary>
    public static bool IsUnset(string? brokerName) => brokerName is "log.retention.ms" or "log.roll.ms" or "log.roll.jitter.ms" or "log.flush.interval.ms";

    public static ConfigKey? Find(string name) => All.FirstOrDefault(k => k.Name == name);
}
