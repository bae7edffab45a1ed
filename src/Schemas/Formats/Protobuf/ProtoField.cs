namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>A field of a message.</summary>
public sealed record ProtoField
{
    /// <summary>The label <c>optional</c>, <c>required</c> or <c>repeated</c>, or null.</summary>
    public string? Label { get; init; }

    /// <summary>The type as written: a scalar, a type name, or <c>map&lt;K, V&gt;</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The field number.</summary>
    public required int Tag { get; init; }

    /// <summary>Options; <c>default</c> and <c>json_name</c> come last.</summary>
    public IReadOnlyList<ProtoOption> Options { get; init; } = [];

    /// <summary>Key type of a map, or null.</summary>
    public string? MapKey => Type.StartsWith("map<", StringComparison.Ordinal) ? Type[4..Type.IndexOf(',', StringComparison.Ordinal)] : null;

    /// <summary>Value type of a map, or null.</summary>
    public string? MapValue => MapKey is null ? null : Type[(Type.IndexOf(',', StringComparison.Ordinal) + 2)..^1];
}
