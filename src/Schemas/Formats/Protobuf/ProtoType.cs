namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>A message or an enum.</summary>
public abstract record ProtoType(string Name)
{
    /// <summary>Reserved numbers, ranges and names, one statement an entry, each value as printed.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Reserved { get; init; } = [];

    /// <summary>Options.</summary>
    public IReadOnlyList<ProtoOption> Options { get; init; } = [];
}
