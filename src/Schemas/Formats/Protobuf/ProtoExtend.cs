namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>Fields added to a message declared elsewhere.</summary>
public sealed record ProtoExtend(string Name, IReadOnlyList<ProtoField> Fields);
