using System.Globalization;

namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>
/// The settings of groups as of Kafka 4.3, with the broker settings that stand behind and limit them. They steer groups of the newer protocols only;
/// those of share and streams groups are kept and read back.
/// </summary>
internal static class GroupKeys
{
    public static IReadOnlyList<ConfigKey> All { get; } =
    [
        Number("consumer.session.timeout.ms", 1, "45000"),
        Number("consumer.heartbeat.interval.ms", 1, "5000"),
        Number("consumer.assignment.interval.ms", 0, "1000"),
        Number("share.session.timeout.ms", 1, "45000"),
        Number("share.heartbeat.interval.ms", 1, "5000"),
        Number("share.assignment.interval.ms", 0, "1000"),
        Number("share.delivery.count.limit", 2, "5"),
        Number("share.record.lock.duration.ms", 1000, "30000"),
        Number("share.partition.max.record.locks", 100, "2000"),
        new("share.auto.offset.reset", ConfigType.Text, "latest") { Rule = ConfigRules.ShareReset },
        new("share.isolation.level", ConfigType.Text, "read_uncommitted") { Choices = ["read_committed", "read_uncommitted"] },
        new("share.renew.acknowledge.enable", ConfigType.Boolean, "true"),
        Number("streams.session.timeout.ms", 1, "45000"),
        Number("streams.heartbeat.interval.ms", 1, "5000"),
        Number("streams.assignment.interval.ms", 0, "1000"),
        Number("streams.initial.rebalance.delay.ms", 0, "3000"),
        Number("streams.num.standby.replicas", 0, "0"),
    ];

    public static ConfigKey? Find(string name) => All.FirstOrDefault(k => k.Name == name);

    /// <summary>What is wrong with a group's settings: names first, then values, then the broker's limits; null for good ones.</summary>
    public static string? RefusalOf(IReadOnlyDictionary<string, string> settings, BrokerSettings broker) =>
        settings.Keys.FirstOrDefault(n => Find(n) is null) is { } unknown ? $"Unknown group config name: {unknown}"
        : settings.Select(s => Find(s.Key)!.Refusal(s.Value)).FirstOrDefault(r => r is not null)
        ?? settings.Where(s => Find(s.Key)!.Type == ConfigType.Int).Select(s => BeyondLimits(s.Key, s.Value, broker)).FirstOrDefault(r => r is not null);

    private static string? BeyondLimits(string name, string value, BrokerSettings broker)
    {
        var (kind, rest) = (name[..name.IndexOf('.', StringComparison.Ordinal)], name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        var number = int.Parse(value.Trim(), CultureInfo.InvariantCulture);
        var (least, most) = ($"group.{kind}.min.{rest}", $"group.{kind}.max.{(rest == "num.standby.replicas" ? "standby.replicas" : rest)}");
        return BrokerKeys.Find(least) is not null && number < broker.Number(least) ? $"{name} must be greater than or equal to {least}"
            : BrokerKeys.Find(most) is not null && number > broker.Number(most) ? $"{name} must be less than or equal to {most}"
            : null;
    }

    private static ConfigKey Number(string name, int least, string value) => new(name, ConfigType.Int, value, $"group.{name}") { Least = least };
}
