using System.Globalization;
using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Handlers;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>A thing whose settings can be changed: what it has now, which keys there are, what they stand at without it, where new ones go.</summary>
internal abstract class ConfigTarget
{
    /// <summary>Settings that are given for it.</summary>
    public abstract IReadOnlyDictionary<string, string> Own { get; }

    /// <summary>Error of lists that are changed where there is none.</summary>
    public virtual ErrorCode BadList => ErrorCode.InvalidConfig;

    public abstract ConfigKey? Find(string name);

    /// <summary>What the key stands at without a setting of its own.</summary>
    public virtual string? DefaultOf(ConfigKey key) => key.Default;

    /// <summary>Null when the changes may be made to it at all, else Kafka's error.</summary>
    public virtual (ErrorCode Error, string Message)? RefusalOf(IReadOnlyList<ConfigEdit> edits) => null;

    /// <summary>Null when the settings that the changes make are good, else Kafka's error.</summary>
    public abstract (ErrorCode Error, string Message)? RefusalOf(IReadOnlyDictionary<string, string> settings);

    public abstract void Store(Dictionary<string, string> settings);

    /// <summary>The target of that kind and name, or why there is none.</summary>
    public static (ConfigTarget? Target, ErrorCode Error, string? Message) Of(ClusterState cluster, BrokerNode broker, sbyte type, string name)
    {
        switch (type)
        {
            case ConfigResourceTypes.Topic:
                return name.Length == 0 ? (null, ErrorCode.InvalidRequest, "Default topic resources are not allowed.")
                    : TopicNames.Refusal(name) is { } badName ? (null, ErrorCode.InvalidTopicException, badName)
                    : cluster.Topics.Find(name) is { } topic ? (new TopicConfigTarget(cluster, topic), ErrorCode.None, null)
                    : (null, ErrorCode.UnknownTopicOrPartition, $"The topic '{name}' does not exist.");
            case ConfigResourceTypes.Broker when name.Length == 0:
                return (new BrokerConfigTarget(cluster, BrokerConfigTarget.AllBrokers), ErrorCode.None, null);
            case ConfigResourceTypes.Broker:
                return !int.TryParse(name, CultureInfo.InvariantCulture, out var id) ? (null, ErrorCode.InvalidRequest, $"Node id must be an integer, but it is: {name}")
                    : id != broker.Id ? (null, ErrorCode.InvalidRequest, $"Unexpected broker id, expected {broker.Id}, but received {name}")
                    : (new BrokerConfigTarget(cluster, id), ErrorCode.None, null);
            case ConfigResourceTypes.ClientMetrics:
                return name.Length == 0 ? (null, ErrorCode.InvalidRequest, "Subscription name can't be empty") : (new ClientMetricsConfigTarget(cluster.Settings, name), ErrorCode.None, null);
            case ConfigResourceTypes.Group:
                return name.Length == 0 ? (null, ErrorCode.InvalidRequest, "Default group resources are not allowed.") : (new GroupConfigTarget(cluster.Settings, name), ErrorCode.None, null);
            default:
                return (null, ErrorCode.InvalidRequest, $"Unknown resource type {type}");
        }
    }
}
