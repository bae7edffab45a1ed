namespace Ms2Lab.Kafka.Client.Admin;

/// <summary>A change of one setting.</summary>
/// <param name="Name">The setting.</param>
/// <param name="Value">The value, null to delete.</param>
/// <param name="Operation">What to do with it.</param>
public sealed record ConfigAlteration(string Name, string? Value, AlterConfigOperation Operation = AlterConfigOperation.Set);
