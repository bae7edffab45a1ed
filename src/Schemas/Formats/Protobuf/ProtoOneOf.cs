namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>Fields of which at most one is set.</summary>
public sealed record ProtoOneOf(string Name, IReadOnlyList<ProtoField> Fields, IReadOnlyList<ProtoOption> Options);
