using System.Globalization;
using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>The settings that a broker, or all of them, take while they run (KIP-226). What Kafka does not know it keeps without a look.</summary>
internal sealed class BrokerConfigTarget(ClusterState cluster, int id) : ConfigTarget
{
    public const int AllBrokers = -1;
    private const string MinInsyncReplicas = "min.insync.replicas";
    private const string Cleaners = "log.cleaner.threads";

    public override IReadOnlyDictionary<string, string> Own => cluster.Settings.Dynamic.GetValueOrDefault(id) ?? [];

    public override ErrorCode BadList => ErrorCode.InvalidRequest;

    public override ConfigKey? Find(string name) => BrokerKeys.Find(name);

    public override string? DefaultOf(ConfigKey key) => cluster.Settings.Given.GetValueOrDefault(key.Name) ?? key.Default;

    public override (ErrorCode Error, string Message)? RefusalOf(IReadOnlyList<ConfigEdit> edits)
    {
        string Named(ConfigScope scope) => string.Join(", ", edits.Where(e => BrokerKeys.Find(e.Name)?.Scope == scope).Select(e => e.Name));
        return Named(ConfigScope.Fixed) is { Length: > 0 } frozen ? (ErrorCode.InvalidRequest, $"Cannot update these configs dynamically: [{frozen}]")
            : Named(ConfigScope.Listener) is { Length: > 0 } perListener
            ? (ErrorCode.InvalidRequest, $"These security configs can be dynamically updated only per-listener using the listener prefix: [{perListener}]")
            : id != AllBrokers && edits.Any(e => e is { Name: MinInsyncReplicas, Operation: ConfigOperation.Delete })
            ? (ErrorCode.InvalidConfig, $"Broker-level {MinInsyncReplicas} cannot be altered while ELR is enabled.")
            : id == AllBrokers && Named(ConfigScope.Broker) is { Length: > 0 } perBroker
            ? (ErrorCode.InvalidRequest, $"Cannot update these configs at default cluster level, broker id must be specified: [{perBroker}]")
            : null;
    }

    /// <remarks>The last check is of brokers with eligible leader replicas (KIP-966), which this one says to be.</remarks>
    public override (ErrorCode Error, string Message)? RefusalOf(IReadOnlyDictionary<string, string> settings)
    {
        if (settings.Select(s => RefusalOf(s.Key, s.Value)).FirstOrDefault(r => r is not null) is { } refusal)
        {
            return (ErrorCode.InvalidRequest, refusal);
        }

        return id == AllBrokers
            ? settings.ContainsKey(MinInsyncReplicas) ? null : (ErrorCode.InvalidConfig, $"Cluster-level {MinInsyncReplicas} cannot be removed while ELR is enabled.")
            : settings.ContainsKey(MinInsyncReplicas) ? (ErrorCode.InvalidConfig, $"Broker-level {MinInsyncReplicas} cannot be altered while ELR is enabled.") : null;
    }

    public override void Store(Dictionary<string, string> settings)
    {
        cluster.Settings.Dynamic[id] = settings;
        foreach (var topic in cluster.Topics.All)
        {
            topic.Settings = new TopicSettings(topic.Settings.Overrides, cluster.Settings);
        }
    }

    private string? RefusalOf(string name, string value) =>
        BrokerKeys.Find(name) is not { } key ? null
        : key.Refusal(value)
        ?? (name == "listeners" && !value.Contains("://", StringComparison.Ordinal) ? $"Error creating broker listeners from '[{value}]': Unable to parse {value} to a broker endpoint"
            : name == Cleaners && value.Trim() == "0" ? "/ by zero"
            : key.CountsThreads ? RefusalOfThreads(key, int.Parse(value.Trim(), CultureInfo.InvariantCulture))
            : null);

    private string? RefusalOfThreads(ConfigKey key, int wanted)
    {
        var present = int.Parse(Own.GetValueOrDefault(key.Name) ?? DefaultOf(key)!, CultureInfo.InvariantCulture);
        var why = wanted > present * 2 ? $"value should not be greater than double the current value {present}"
            : wanted < present / 2 ? $"value should be at least half the current value {present}"
            : null;
        return why is null ? null
            : $"Invalid value org.apache.kafka.common.config.ConfigException: Dynamic thread count update validation failed for {key.Name}={wanted}, {why} for configuration Invalid dynamic configuration";
    }
}
