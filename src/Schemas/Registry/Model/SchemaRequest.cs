namespace Ms2Lab.Schemas.Registry.Model;

/// <summary>The body of register, lookup and compatibility requests.</summary>
internal sealed record SchemaRequest
{
    internal string? Schema { get; init; }

    internal string Type { get; init; } = "AVRO";

    internal IReadOnlyList<SchemaReference> References { get; init; } = [];

    internal SchemaMetadata? Metadata { get; init; }

    /// <summary>Whether rules were sent: registering drops them, looking up then finds nothing.</summary>
    internal bool HasRules { get; init; }

    internal int? Id { get; init; }

    internal int? Version { get; init; }

    internal bool IsEmpty => string.IsNullOrWhiteSpace(Schema);

    internal bool NamesVersion => Version is not (null or 0);
}
