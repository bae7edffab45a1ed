using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>The settings of a subscription of client metrics; without any it is gone.</summary>
internal sealed class ClientMetricsConfigTarget(BrokerSettings broker, string name) : ConfigTarget
{
    public override IReadOnlyDictionary<string, string> Own => broker.ClientMetrics.GetValueOrDefault(name) ?? [];

    /// <summary>None is a list here: Kafka's controller knows only the lists of topics and brokers.</summary>
    public override ConfigKey? Find(string name) => null;

    public override (ErrorCode Error, string Message)? RefusalOf(IReadOnlyDictionary<string, string> settings) => ClientMetricsKeys.RefusalOf(settings);

    public override void Store(Dictionary<string, string> settings)
    {
        if (settings.Count > 0)
        {
            broker.ClientMetrics[name] = settings;
        }
        else
        {
            broker.ClientMetrics.Remove(name);
        }
    }
}
