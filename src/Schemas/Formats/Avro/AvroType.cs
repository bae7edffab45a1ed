namespace Ms2Lab.Schemas.Formats.Avro;

/// <summary>The kinds of Avro schemas, in the order of the Java implementation.</summary>
public enum AvroType
{
    /// <summary>Named fields in order.</summary>
    Record,

    /// <summary>One of a list of symbols.</summary>
    Enum,

    /// <summary>A list of items of one schema.</summary>
    Array,

    /// <summary>Text keys to values of one schema.</summary>
    Map,

    /// <summary>One of several schemas.</summary>
    Union,

    /// <summary>A fixed number of bytes.</summary>
    Fixed,

    /// <summary>UTF-8 text.</summary>
    String,

    /// <summary>Any number of bytes.</summary>
    Bytes,

    /// <summary>32 bits, signed.</summary>
    Int,

    /// <summary>64 bits, signed.</summary>
    Long,

    /// <summary>IEEE 754, 32 bits.</summary>
    Float,

    /// <summary>IEEE 754, 64 bits.</summary>
    Double,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>No value.</summary>
    Null,
}
