using System.Globalization;

namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>A topic's overrides, and the values that the hot paths read, worked out once. Immutable.</summary>
internal sealed class TopicSettings
{
    public TopicSettings(IReadOnlyDictionary<string, string> overrides, BrokerSettings broker)
    {
        Overrides = overrides;
        MaxMessageBytes = (int)Number("max.message.bytes", broker);
        SegmentBytes = Number("segment.bytes", broker);
        SegmentMs = Number("segment.ms", broker);
        RetentionMs = Number("retention.ms", broker);
        RetentionBytes = Number("retention.bytes", broker);
        DeleteRetentionMs = Number("delete.retention.ms", broker);
        MinCompactionLagMs = Number("min.compaction.lag.ms", broker);
        MaxCompactionLagMs = Number("max.compaction.lag.ms", broker);
        MinCleanableDirtyRatio = double.Parse(Text("min.cleanable.dirty.ratio", broker), CultureInfo.InvariantCulture);
        TimestampAfterMaxMs = Number("message.timestamp.after.max.ms", broker);
        TimestampBeforeMaxMs = Number("message.timestamp.before.max.ms", broker);
        MinInsyncReplicas = (int)Number("min.insync.replicas", broker);
        IsLogAppendTime = Text("message.timestamp.type", broker) == "LogAppendTime";
        Compression = Text("compression.type", broker);
        var policy = ConfigKey.Split(Text("cleanup.policy", broker));
        (IsCompacted, IsDeleted) = (policy.Contains("compact"), policy.Contains("delete"));
    }

    public IReadOnlyDictionary<string, string> Overrides { get; }

    public int MaxMessageBytes { get; }

    public long SegmentBytes { get; }

    public long SegmentMs { get; }

    public long RetentionMs { get; }

    public long RetentionBytes { get; }

    public long DeleteRetentionMs { get; }

    public long MinCompactionLagMs { get; }

    public long MaxCompactionLagMs { get; }

    public double MinCleanableDirtyRatio { get; }

    public long TimestampAfterMaxMs { get; }

    public long TimestampBeforeMaxMs { get; }

    public int MinInsyncReplicas { get; }

    public bool IsLogAppendTime { get; }

    public string Compression { get; }

    public bool IsCompacted { get; }

    public bool IsDeleted { get; }

    private string Text(string name, BrokerSettings broker) => Overrides.GetValueOrDefault(name) ?? broker.DefaultOf(TopicKeys.Find(name)!);

    private long Number(string name, BrokerSettings broker) => long.Parse(Text(name, broker).Trim(), CultureInfo.InvariantCulture);
}
