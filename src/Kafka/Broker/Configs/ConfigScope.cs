namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>Where a setting may be changed while brokers run (KIP-226).</summary>
internal enum ConfigScope
{
    /// <summary>Nowhere: it needs a restart.</summary>
    Fixed,

    /// <summary>For all brokers or for one.</summary>
    Cluster,

    /// <summary>For one broker only.</summary>
    Broker,

    /// <summary>For one listener of one broker only.</summary>
    Listener,
}
