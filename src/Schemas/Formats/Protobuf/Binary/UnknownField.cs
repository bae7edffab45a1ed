namespace Ms2Lab.Schemas.Formats.Protobuf.Binary;

/// <summary>A field of a message that its type does not have.</summary>
/// <param name="Tag">Number and wire type.</param>
/// <param name="Value">The bytes behind the tag.</param>
public sealed record UnknownField(uint Tag, byte[] Value);
