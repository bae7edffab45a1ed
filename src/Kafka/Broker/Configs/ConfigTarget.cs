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

    /// <summary>Error of a value that the key refuses.</summary>
    public virtual ErrorCode BadValue => ErrorCode.InvalidConfig;

    public abstract ConfigKey? Find(string name);

    /// <summary>What the key stands at without a setting of its own.</summary>
    public abstract string? DefaultOf(ConfigKey key);

    /// <summary>Null when the keys may be changed, else Kafka's text.</summary>
    public abstract string? RefusalOf(IEnumerable<string> names);

    public abstract void Store(Dictionary<string, string> settings);

    /// <summary>The target of that kind and name, or why there is none.</summary>
    public static (ConfigTarget? Target, ErrorCode Error, string? Message) Of(ClusterState cluster, BrokerNode broker, sbyte type, string name)
    {
        switch (type)
        {
            case ConfigResourceTypes.Topic:
                return TopicNames.Refusal(name) is { } badName ? (null, ErrorCode.InvalidTopicException, badName)
                    : cluster.Topics.Find(name) is { } topic ? (new OfTopic(cluster, topic), ErrorCode.None, null)
                    : (null, ErrorCode.UnknownTopicOrPartition, $"The topic '{name}' does not exist.");
            case ConfigResourceTypes.Broker when name.Length == 0:
                return (new OfBroker(cluster, -1), ErrorCode.None, null);
            case ConfigResourceTypes.Broker:
                return !int.TryParse(name, CultureInfo.InvariantCulture, out var id) ? (null, ErrorCode.InvalidRequest, $"Node id must be an integer, but it is: {name}")
                    : id != broker.Id ? (null, ErrorCode.InvalidRequest, $"Unexpected broker id, expected {broker.Id}, but received {name}")
                    : (new OfBroker(cluster, id), ErrorCode.None, null);
            case ConfigResourceTypes.Group:
                return name.Length == 0 ? (null, ErrorCode.InvalidRequest, "Default group resources are not allowed.") : (new OfGroup(cluster, name), ErrorCode.None, null);
            default:
                return (null, ErrorCode.InvalidRequest, $"Unknown resource type {type}");
        }
    }

    private sealed class OfTopic(ClusterState cluster, Topic topic) : ConfigTarget
    {
        public override IReadOnlyDictionary<string, string> Own => topic.Settings.Overrides;

        public override ConfigKey? Find(string name) => TopicKeys.Find(name);

        public override string? DefaultOf(ConfigKey key) => cluster.Settings.DefaultOf(key);

        public override string? RefusalOf(IEnumerable<string> names) =>
            names.FirstOrDefault(n => TopicKeys.Find(n) is null) is { } unknown ? $"Unknown topic config name: {unknown}" : null;

        public override void Store(Dictionary<string, string> settings) => topic.Settings = new TopicSettings(settings, cluster.Settings);
    }

    private sealed class OfBroker(ClusterState cluster, int id) : ConfigTarget
    {
        public override IReadOnlyDictionary<string, string> Own => cluster.Settings.Dynamic.GetValueOrDefault(id) ?? [];

        public override ErrorCode BadValue => ErrorCode.InvalidRequest;

        public override ConfigKey? Find(string name) => BrokerKeys.Find(name);

        public override string? DefaultOf(ConfigKey key) => cluster.Settings.Given.GetValueOrDefault(key.Name) ?? key.Default;

        public override string? RefusalOf(IEnumerable<string> names)
        {
            var fixedOnes = names.Where(n => BrokerKeys.Find(n) is { IsDynamic: false }).ToList();
            return fixedOnes.Count > 0 ? $"Cannot update these configs dynamically: [{string.Join(", ", fixedOnes)}]" : null;
        }

        public override void Store(Dictionary<string, string> settings)
        {
            cluster.Settings.Dynamic[id] = settings;
            foreach (var topic in cluster.Topics.All)
            {
                topic.Settings = new TopicSettings(topic.Settings.Overrides, cluster.Settings);
            }
        }
    }

    private sealed class OfGroup(ClusterState cluster, string id) : ConfigTarget
    {
        public override IReadOnlyDictionary<string, string> Own => cluster.Settings.Groups.GetValueOrDefault(id) ?? [];

        public override ConfigKey? Find(string name) => GroupKeys.Find(name);

        public override string? DefaultOf(ConfigKey key) => key.Default;

        public override string? RefusalOf(IEnumerable<string> names) =>
            names.FirstOrDefault(n => GroupKeys.Find(n) is null) is { } unknown ? $"Unknown group config name: {unknown}" : null;

        public override void Store(Dictionary<string, string> settings) => cluster.Settings.Groups[id] = settings;
    }
}
