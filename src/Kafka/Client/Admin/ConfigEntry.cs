namespace Ms2Lab.Kafka.Client.Admin;

/// <summary>A setting as it is in force.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; null for sensitive ones and those without.</param>
/// <param name="Source">Where the value comes from.</param>
/// <param name="IsReadOnly">It cannot be altered.</param>
/// <param name="IsSensitive">Its value is not shown.</param>
public sealed record ConfigEntry(string Name, string? Value, ConfigSource Source, bool IsReadOnly, bool IsSensitive);
