namespace Ms2Lab.Kafka.Client.Admin;

/// <summary>Where the value of a setting comes from, with its value on the wire.</summary>
public enum ConfigSource : sbyte
{
    /// <summary>The broker did not say.</summary>
    Unknown = 0,

    /// <summary>Set on the topic.</summary>
    DynamicTopic = 1,

    /// <summary>Set on the broker while it runs.</summary>
    DynamicBroker = 2,

    /// <summary>Set for all brokers while they run.</summary>
    DynamicDefaultBroker = 3,

    /// <summary>From the broker's properties file.</summary>
    StaticBroker = 4,

    /// <summary>Kafka's default.</summary>
    Default = 5,

    /// <summary>Level of a broker's logger.</summary>
    DynamicBrokerLogger = 6,

    /// <summary>Set for client metrics.</summary>
    ClientMetrics = 7,

    /// <summary>Set on the group.</summary>
    Group = 8,
}
