namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>Types of settings with the numbers that DescribeConfigs sends (KIP-226).</summary>
internal enum ConfigType : sbyte
{
    Unknown = 0,
    Boolean = 1,
    Text = 2,
    Int = 3,
    Short = 4,
    Long = 5,
    Double = 6,
    List = 7,
    Class = 8,
    Password = 9,
}
