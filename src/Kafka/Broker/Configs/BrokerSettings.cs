using System.Globalization;

namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>The settings of the brokers: given at the start, changed while they run (for all or for one), or defaults. Owned by the cluster's lock.</summary>
internal sealed class BrokerSettings(IReadOnlyDictionary<string, string> given)
{
    /// <summary>What this broker does in another way than Kafka of itself: nobody waits for more members, internal topics are small.</summary>
    private static readonly Dictionary<string, string> Own = new()
    {
        ["group.initial.rebalance.delay.ms"] = "0",
        ["offsets.topic.num.partitions"] = "4",
        ["offsets.topic.replication.factor"] = "1",
        ["transaction.state.log.num.partitions"] = "4",
        ["transaction.state.log.replication.factor"] = "1",
        ["transaction.state.log.min.isr"] = "1",
    };

    public IReadOnlyDictionary<string, string> Given { get; } = new Dictionary<string, string>([.. Own.Where(o => !given.ContainsKey(o.Key)), .. given]);

    /// <summary>Dynamic settings by broker id; those for all brokers are under −1.</summary>
    public Dictionary<int, Dictionary<string, string>> Dynamic { get; } = [];

    /// <summary>Settings of groups by group id; those of consumer groups steer the new protocol.</summary>
    public SortedDictionary<string, Dictionary<string, string>> Groups { get; } = new(StringComparer.Ordinal);

    /// <summary>Subscriptions of client metrics by name (KIP-714).</summary>
    public SortedDictionary<string, Dictionary<string, string>> ClientMetrics { get; } = new(StringComparer.Ordinal);

    public bool AutoCreateTopics => bool.Parse(Text("auto.create.topics.enable"));

    public string Text(string name) =>
        Dynamic.GetValueOrDefault(-1)?.GetValueOrDefault(name) ?? Given.GetValueOrDefault(name) ?? BrokerKeys.Find(name)?.Default ?? "";

    /// <summary>A setting of groups: the group's own, or the default.</summary>
    public int GroupNumber(string group, string name) =>
        int.Parse(Groups.GetValueOrDefault(group)?.GetValueOrDefault(name) ?? Text(GroupKeys.Find(name)!.BrokerName!), CultureInfo.InvariantCulture);

    public int Number(string name) => int.Parse(Text(name), CultureInfo.InvariantCulture);

    public TimeSpan Milliseconds(string name) => TimeSpan.FromMilliseconds(long.Parse(Text(name), CultureInfo.InvariantCulture));

    /// <summary>What a topic without an override has. Of a time the finest of the broker's settings counts, as in Kafka.</summary>
    public string DefaultOf(ConfigKey key) =>
        key.BrokerName is null ? key.Default! : BrokerKeys.NamesOf(key.BrokerName).Select(InMilliseconds).FirstOrDefault(v => v is not null) ?? key.Default!;

    private string? InMilliseconds(string name)
    {
        var value = Dynamic.GetValueOrDefault(-1)?.GetValueOrDefault(name) ?? Given.GetValueOrDefault(name);
        var unit = name.EndsWith(".hours", StringComparison.Ordinal) ? TimeSpan.FromHours(1) : name.EndsWith(".minutes", StringComparison.Ordinal) ? TimeSpan.FromMinutes(1) : default;
        return value is null || unit == default || long.Parse(value, CultureInfo.InvariantCulture) < 0 ? value
            : $"{long.Parse(value, CultureInfo.InvariantCulture) * (long)unit.TotalMilliseconds}";
    }
}
