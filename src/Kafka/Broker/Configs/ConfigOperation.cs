namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>What to do with a setting, with the numbers of IncrementalAlterConfigs (KIP-339).</summary>
internal enum ConfigOperation : sbyte
{
    Set = 0,
    Delete = 1,
    Append = 2,
    Subtract = 3,
}
