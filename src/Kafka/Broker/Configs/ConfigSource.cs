namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>Where a value comes from, with the numbers of DescribeConfigs (KIP-226).</summary>
internal enum ConfigSource : sbyte
{
    Topic = 1,
    DynamicBroker = 2,
    DynamicDefaultBroker = 3,
    StaticBroker = 4,
    Default = 5,
    DynamicLogger = 6,
    ClientMetrics = 7,
    Group = 8,
}
