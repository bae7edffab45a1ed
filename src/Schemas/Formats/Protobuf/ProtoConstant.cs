namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>A constant of an enum.</summary>
public sealed record ProtoConstant(string Name, int Tag, IReadOnlyList<ProtoOption> Options);
