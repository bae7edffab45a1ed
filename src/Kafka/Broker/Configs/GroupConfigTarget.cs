using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>The settings of a group, which need not be there yet.</summary>
internal sealed class GroupConfigTarget(BrokerSettings broker, string group) : ConfigTarget
{
    public override IReadOnlyDictionary<string, string> Own => broker.Groups.GetValueOrDefault(group) ?? [];

    public override ConfigKey? Find(string name) => GroupKeys.Find(name);

    public override (ErrorCode Error, string Message)? RefusalOf(IReadOnlyDictionary<string, string> settings) =>
        GroupKeys.RefusalOf(settings, broker) is { } refusal ? (ErrorCode.InvalidConfig, refusal) : null;

    public override void Store(Dictionary<string, string> settings) => broker.Groups[group] = settings;
}
