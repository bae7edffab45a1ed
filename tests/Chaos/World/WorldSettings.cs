namespace Ms2Lab.Chaos.Tests;

/// <summary>Settings that make failures short: sessions of three seconds, no delay before lost work moves.</summary>
internal static class WorldSettings
{
    public const string OffsetsTopic = "chaos-offsets";
    public const int OffsetsPartitions = 2;

    public static IReadOnlyDictionary<string, string> Brokers { get; } = new Dictionary<string, string>
    {
        ["group.min.session.timeout.ms"] = "1000",
        ["offsets.topic.replication.factor"] = "3",
    };

    public static IReadOnlyDictionary<string, string> Workers(string bootstrap) => new Dictionary<string, string>
    {
        ["bootstrap.servers"] = bootstrap,
        ["group.id"] = "chaos",
        ["key.converter"] = "org.apache.kafka.connect.storage.StringConverter",
        ["value.converter"] = "org.apache.kafka.connect.json.JsonConverter",
        ["config.storage.topic"] = "chaos-configs",
        ["config.storage.replication.factor"] = "3",
        ["offset.storage.topic"] = OffsetsTopic,
        ["offset.storage.partitions"] = $"{OffsetsPartitions}",
        ["offset.storage.replication.factor"] = "3",
        ["status.storage.topic"] = "chaos-status",
        ["status.storage.partitions"] = "2",
        ["status.storage.replication.factor"] = "3",
        ["offset.flush.interval.ms"] = "500",
        ["session.timeout.ms"] = "3000",
        ["heartbeat.interval.ms"] = "300",
        ["rebalance.timeout.ms"] = "10000",
        ["scheduled.rebalance.max.delay.ms"] = "0",
        // The consumers of tasks have sessions of their own: a dead one holds its partitions for as long.
        ["consumer.session.timeout.ms"] = "3000",
        ["consumer.heartbeat.interval.ms"] = "300",
    };
}
