namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>A parsed .proto file.</summary>
public sealed record ProtoFile
{
    /// <summary>proto2 or proto3, or null when the text has no syntax statement (which means proto2).</summary>
    public string? Syntax { get; init; }

    /// <summary>The package, or null.</summary>
    public string? Package { get; init; }

    /// <summary>Imports that are not public.</summary>
    public IReadOnlyList<string> Imports { get; init; } = [];

    /// <summary>Public imports.</summary>
    public IReadOnlyList<string> PublicImports { get; init; } = [];

    /// <summary>Options.</summary>
    public IReadOnlyList<ProtoOption> Options { get; init; } = [];

    /// <summary>Messages and enums in order of the text.</summary>
    public IReadOnlyList<ProtoType> Types { get; init; } = [];

    /// <summary>Extensions.</summary>
    public IReadOnlyList<ProtoExtend> Extends { get; init; } = [];

    /// <summary>Services, each as printed.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];
}
