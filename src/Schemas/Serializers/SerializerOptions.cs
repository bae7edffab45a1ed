namespace Ms2Lab.Schemas.Serializers;

/// <summary>How a serializer finds the id it writes; the names in brackets are those of Confluent's serializers.</summary>
public sealed record SerializerOptions
{
    /// <summary>Unknown schemas are registered [auto.register.schemas]; else they must be there already.</summary>
    public bool AutoRegister { get; init; } = true;

    /// <summary>Values are written with the subject's latest schema [use.latest.version]; only where <see cref="AutoRegister"/> is off.</summary>
    public bool UseLatestVersion { get; init; }

    /// <summary>The latest schema must be able to read the value's own [latest.compatibility.strict].</summary>
    public bool LatestCompatibilityStrict { get; init; } = true;

    /// <summary>Schemas are registered and compared in normal form [normalize.schemas].</summary>
    public bool NormalizeSchemas { get; init; }

    /// <summary>Names of subjects [value.subject.name.strategy].</summary>
    public SubjectNaming SubjectNaming { get; init; }
}
