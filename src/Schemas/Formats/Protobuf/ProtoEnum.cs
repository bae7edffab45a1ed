namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>An enum.</summary>
public sealed record ProtoEnum(string Name) : ProtoType(Name)
{
    /// <summary>The constants in order of the text.</summary>
    public IReadOnlyList<ProtoConstant> Constants { get; init; } = [];
}
