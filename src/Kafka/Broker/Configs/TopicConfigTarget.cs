using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>The settings of a topic.</summary>
internal sealed class TopicConfigTarget(ClusterState cluster, Topic topic) : ConfigTarget
{
    public override IReadOnlyDictionary<string, string> Own => topic.Settings.Overrides;

    public override ConfigKey? Find(string name) => TopicKeys.Find(name);

    public override string? DefaultOf(ConfigKey key) => cluster.Settings.DefaultOf(key);

    public override (ErrorCode Error, string Message)? RefusalOf(IReadOnlyDictionary<string, string> settings) =>
        TopicKeys.RefusalOf(settings) is { } refusal ? (ErrorCode.InvalidConfig, refusal) : null;

    public override void Store(Dictionary<string, string> settings) => topic.Settings = new TopicSettings(settings, cluster.Settings);
}
