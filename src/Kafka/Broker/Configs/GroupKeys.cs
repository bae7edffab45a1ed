namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>The settings of groups as of Kafka 4.3. They steer groups of the newer protocols only; those of share and streams groups are kept and read back.</summary>
internal static class GroupKeys
{
    public static IReadOnlyList<ConfigKey> All { get; } =
    [
        Number("consumer.session.timeout.ms", "45000"),
        Number("consumer.heartbeat.interval.ms", "5000"),
        Number("consumer.assignment.interval.ms", "1000"),
        Number("share.session.timeout.ms", "45000"),
        Number("share.heartbeat.interval.ms", "5000"),
        Number("share.assignment.interval.ms", "1000"),
        Number("share.delivery.count.limit", "5"),
        Number("share.record.lock.duration.ms", "30000"),
        Number("share.partition.max.record.locks", "2000"),
        new("share.auto.offset.reset", ConfigType.Text, "latest"),
        new("share.isolation.level", ConfigType.Text, "read_uncommitted") { Choices = ["read_committed", "read_uncommitted"] },
        new("share.renew.acknowledge.enable", ConfigType.Boolean, "true"),
        Number("streams.session.timeout.ms", "45000"),
        Number("streams.heartbeat.interval.ms", "5000"),
        Number("streams.assignment.interval.ms", "1000"),
        Number("streams.initial.rebalance.delay.ms", "3000"),
        Number("streams.num.standby.replicas", "0"),
    ];

    public static ConfigKey? Find(string name) => All.FirstOrDefault(k => k.Name == name);

    private static ConfigKey Number(string name, string value) => new(name, ConfigType.Int, value) { Least = 0 };
}
