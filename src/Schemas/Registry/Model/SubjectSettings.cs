namespace Ms2Lab.Schemas.Registry.Model;

/// <summary>The settings that hold for a subject.</summary>
internal sealed record SubjectSettings
{
    /// <summary>One of the seven levels.</summary>
    internal required string Level { get; init; }

    /// <summary>The policy LENIENT of JSON Schema.</summary>
    internal bool Lenient { get; init; }

    internal bool ValidateFields { get; init; }

    /// <summary>Whether names and defaults of new schemas are looked at closely, and their references must not be deleted.</summary>
    internal bool ValidateNewSchemas { get; init; }

    internal bool Normalize { get; init; }

    /// <summary>Property of metadata by whose value versions are compared, or null.</summary>
    internal string? Group { get; init; }

    internal SchemaMetadata? DefaultMetadata { get; init; }

    internal SchemaMetadata? OverrideMetadata { get; init; }

    internal bool HasMetadata => DefaultMetadata is not null || OverrideMetadata is not null;
}
