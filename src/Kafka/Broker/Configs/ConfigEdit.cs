namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>One change to a setting, as IncrementalAlterConfigs names it.</summary>
internal sealed record ConfigEdit(string Name, ConfigOperation Operation, string? Value);
