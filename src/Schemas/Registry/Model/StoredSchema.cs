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

    internal string? Metadata { get; init; }

    internal long Timestamp { get; init; }

    internal bool Deleted { get; init; }

    /// <summary>The context a subject lives in: <c>.</c>, or what stands between the colons of <c>:.name:subject</c>.</summary>
    internal static string ContextOf(string subject)
    {
        if (!subject.StartsWith(":.", StringComparison.Ordinal))
        {
            return ".";
        }

        var end = subject.IndexOf(':', 1);
        return end < 0 ? subject[1..] : subject[1..end];
    }
}
