namespace Ms2Lab.Schemas.Registry.Model;

/// <summary>A subject's effective settings.</summary>
internal sealed record CompatibilitySettings(string Level, bool Lenient, bool ValidateFields, bool Normalize, string? Group);
