using System.Globalization;

namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>The settings of the brokers: given at the start, changed while they run (for all or for one), or defaults. Owned by the cluster's lock.</summary>
internal sealed class BrokerSettings(IReadOnlyDictionary<string, string> given)
{
    public IReadOnlyDictionary<string, string> Given { get; } = given;

    /// <summary>Dynamic settings by broker id; those for all brokers are under −1.</summary>
    public Dictionary<int, Dictionary<string, string>> Dynamic { get; } = [];

    /// <summary>Settings of groups by group id; those of consumer groups steer the new protocol.</summary>
    public SortedDictionary<string, Dictionary<string, string>> Groups { get; } = new(StringComparer.Ordinal);

    public bool AutoCreateTopics => bool.Parse(Text("auto.create.topics.enable"));

    public string Text(string name) =>
        Dynamic.GetValueOrDefault(-1)?.GetValueOrDefault(name) ?? Given.GetValueOrDefault(name) ?? BrokerKeys.Find(name)?.Default ?? "";

    /// <summary>A setting of groups: the group's own, or the default.</summary>
    public int GroupNumber(string group, string name) =>
        int.Parse(Groups.GetValueOrDefault(group)?.GetValueOrDefault(name) ?? GroupKeys.Find(name)!.Default!, CultureInfo.InvariantCulture);

    public int Number(string name) => int.Parse(Text(name), CultureInfo.InvariantCulture);

    public TimeSpan Milliseconds(string name) => TimeSpan.FromMilliseconds(long.Parse(Text(name), CultureInfo.InvariantCulture));

    /// <summary>What a topic without an override has.</summary>
    public string DefaultOf(ConfigKey key) =>
        (key.BrokerName is null ? null : Dynamic.GetValueOrDefault(-1)?.GetValueOrDefault(key.BrokerName) ?? Given.GetValueOrDefault(key.BrokerName)) ?? key.Default!;
}
