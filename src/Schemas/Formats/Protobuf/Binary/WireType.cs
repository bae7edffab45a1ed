namespace Ms2Lab.Schemas.Formats.Protobuf.Binary;

/// <summary>How a field's value is laid out: the lower three bits of its tag.</summary>
public enum WireType
{
    /// <summary>Seven bits a byte, lowest first.</summary>
    Varint = 0,

    /// <summary>Eight bytes, little-endian.</summary>
    Fixed64 = 1,

    /// <summary>Bytes behind their length.</summary>
    LengthDelimited = 2,

    /// <summary>Beginning of a group; only read over.</summary>
    StartGroup = 3,

    /// <summary>End of a group.</summary>
    EndGroup = 4,

    /// <summary>Four bytes, little-endian.</summary>
    Fixed32 = 5,
}
