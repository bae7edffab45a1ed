namespace Ms2Lab.Schemas.Registry.Model;

/// <summary>One version of one subject. Immutable; a soft delete replaces it.</summary>
internal sealed record StoredSchema
{
    internal required string Subject { get; init; }

    internal required int Version { get; init; }

    internal required int Id { get; init; }

    internal required string Guid { get; init; }

    internal required string Type { get; init; }

    internal required string Text { get; init; }

    internal IReadOnlyList<SchemaReference> References { get; init; } = [];

    internal SchemaMetadata? Metadata { get; init; }

    /// <summary>When its record was written, in ms since 1970.</summary>
    internal long Timestamp { get; init; }

    internal bool Deleted { get; init; }

    internal string Context => SubjectName.Parse(Subject).Context;
}
