namespace Ms2Lab.Environments.Core;

/// <summary>TCP ports for the parts of an environment; 0 means any free one.</summary>
public sealed record FixedPorts
{
    /// <summary>Every part on a free port.</summary>
    public static FixedPorts Any { get; } = new();

    /// <summary>Port of the first broker; the others follow it (+1, +2 …).</summary>
    public int Kafka { get; init; }

    /// <summary>Port of the first broker for programs elsewhere, see <see cref="EnvironmentRequest.KafkaAdvertisedHost"/>; the others follow it.</summary>
    public int KafkaAdvertised { get; init; }

    /// <summary>Port of the first Connect worker's REST interface; the others follow it.</summary>
    public int Connect { get; init; }

    /// <summary>Port of MySQL.</summary>
    public int MySql { get; init; }

    /// <summary>Port of Redis.</summary>
    public int Redis { get; init; }

    /// <summary>Port of the Schema Registry.</summary>
    public int Registry { get; init; }

    /// <summary>The ports that the real servers use by default: 9092, 8083, 3306, 6379, 8081.</summary>
    public static FixedPorts Usual { get; } = new() { Kafka = 9092, Connect = 8083, MySql = 3306, Redis = 6379, Registry = 8081 };
}
