namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>Kinds of things that have settings, with the numbers of the configs APIs.</summary>
internal static class ConfigResourceTypes
{
    public const sbyte Topic = 2;
    public const sbyte Broker = 4;
    public const sbyte BrokerLogger = 8;
    public const sbyte ClientMetrics = 16;
    public const sbyte Group = 32;

    public static IReadOnlyList<sbyte> All { get; } = [Topic, Broker, BrokerLogger, ClientMetrics, Group];
}
