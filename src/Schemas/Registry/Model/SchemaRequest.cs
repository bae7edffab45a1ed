namespace Ms2Lab.Schemas.Registry.Model;

/// <summary>The body of register, lookup and compatibility requests.</summary>
internal sealed record SchemaRequest
{
    internal string? Schema { get; init; }

    internal string Type { get; init; } = "AVRO";

    internal IReadOnlyList<SchemaReference> References { get; init; } = [];

    /// <summary>Compact JSON of metadata, or null.</summary>
    internal string? Metadata { get; init; }

    internal int? Id { get; init; }

    internal int? Version { get; init; }
}
