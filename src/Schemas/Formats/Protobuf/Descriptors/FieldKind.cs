namespace Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

/// <summary>What a field holds; the numbers are those of google.protobuf.FieldDescriptorProto.Type.</summary>
public enum FieldKind
{
    /// <summary>double</summary>
    Double = 1,

    /// <summary>float</summary>
    Float = 2,

    /// <summary>int64</summary>
    Int64 = 3,

    /// <summary>uint64</summary>
    UInt64 = 4,

    /// <summary>int32</summary>
    Int32 = 5,

    /// <summary>fixed64</summary>
    Fixed64 = 6,

    /// <summary>fixed32</summary>
    Fixed32 = 7,

    /// <summary>bool</summary>
    Bool = 8,

    /// <summary>string</summary>
    String = 9,

    /// <summary>A message; 10, the group, is refused.</summary>
    Message = 11,

    /// <summary>bytes</summary>
    Bytes = 12,

    /// <summary>uint32</summary>
    UInt32 = 13,

    /// <summary>An enum.</summary>
    Enum = 14,

    /// <summary>sfixed32</summary>
    SFixed32 = 15,

    /// <summary>sfixed64</summary>
    SFixed64 = 16,

    /// <summary>sint32</summary>
    SInt32 = 17,

    /// <summary>sint64</summary>
    SInt64 = 18,
}
