namespace Ms2Lab.Kafka.Client.Admin;

/// <summary>What has settings, with its value on the wire.</summary>
public enum ConfigResourceType : sbyte
{
    /// <summary>A topic.</summary>
    Topic = 2,

    /// <summary>A broker by its node id; the empty name for the defaults of all.</summary>
    Broker = 4,

    /// <summary>The loggers of a broker.</summary>
    BrokerLogger = 8,

    /// <summary>Client metrics (KIP-714).</summary>
    ClientMetrics = 16,

    /// <summary>A group.</summary>
    Group = 32,
}
