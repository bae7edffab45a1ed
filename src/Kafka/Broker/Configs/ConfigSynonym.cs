namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>One of the values that a setting could have, the strongest first.</summary>
internal sealed record ConfigSynonym(string Name, string? Value, ConfigSource Source);
