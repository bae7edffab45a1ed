namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>A message.</summary>
public sealed record ProtoMessage(string Name) : ProtoType(Name)
{
    /// <summary>Fields outside oneofs.</summary>
    public IReadOnlyList<ProtoField> Fields { get; init; } = [];

    /// <summary>Oneofs.</summary>
    public IReadOnlyList<ProtoOneOf> OneOfs { get; init; } = [];

    /// <summary>Messages and enums declared inside, in order of the text.</summary>
    public IReadOnlyList<ProtoType> Nested { get; init; } = [];

    /// <summary>Extension ranges, one statement an entry, as printed.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>Extensions declared inside.</summary>
    public IReadOnlyList<ProtoExtend> Extends { get; init; } = [];

    /// <summary>All fields, those of oneofs included.</summary>
    public IEnumerable<ProtoField> AllFields => Fields.Concat(OneOfs.SelectMany(o => o.Fields));
}
