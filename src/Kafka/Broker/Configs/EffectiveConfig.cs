namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>A setting as it stands: its value and where that comes from, the values behind it (KIP-226 calls them synonyms) after it.</summary>
internal sealed record EffectiveConfig(ConfigKey Key, string? Value, ConfigSource Source, bool IsReadOnly, IReadOnlyList<ConfigSynonym> Synonyms);
