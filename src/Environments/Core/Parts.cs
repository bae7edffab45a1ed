namespace Ms2Lab.Environments.Core;

/// <summary>The servers that an environment is made of. Flags: a request names those it needs.</summary>
[Flags]
public enum Parts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>One or more Kafka brokers.</summary>
    Kafka = 1,

    /// <summary>One or more Kafka Connect workers; they need <see cref="Kafka"/>.</summary>
    Connect = 2,

    /// <summary>A MySQL server.</summary>
    MySql = 4,

    /// <summary>A Redis server.</summary>
    Redis = 8,

    /// <summary>A Schema Registry; it needs <see cref="Kafka"/> where it keeps its schemas in a topic.</summary>
    Registry = 16,

    /// <summary>Every part.</summary>
    All = Kafka | Connect | MySql | Redis | Registry,
}
