namespace Ms2Lab.Schemas.Registry.Model;

/// <summary>A schema found or registered.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="IsStored">It is shown as it is stored, with its time; else as it was sent.</param>
internal sealed record SchemaAnswer(StoredSchema Schema, bool IsStored);
