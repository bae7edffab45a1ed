namespace Ms2Lab.Connect.Api;

/// <summary>The types of the data model, in the order of Kafka's <c>Schema.Type</c>.</summary>
public enum SchemaType
{
    /// <summary>Signed 8-bit integer, an <see cref="sbyte"/>.</summary>
    Int8,

    /// <summary>Signed 16-bit integer, a <see cref="short"/>.</summary>
    Int16,

    /// <summary>Signed 32-bit integer, an <see cref="int"/>.</summary>
    Int32,

    /// <summary>Signed 64-bit integer, a <see cref="long"/>.</summary>
    Int64,

    /// <summary>IEEE 754 single precision, a <see cref="float"/>.</summary>
    Float32,

    /// <summary>IEEE 754 double precision, a <see cref="double"/>.</summary>
    Float64,

    /// <summary>A <see cref="bool"/>.</summary>
    Boolean,

    /// <summary>A <see cref="string"/>.</summary>
    String,

    /// <summary>A byte array.</summary>
    Bytes,

    /// <summary>An <see cref="IReadOnlyList{T}"/> of values of one schema.</summary>
    Array,

    /// <summary>A <see cref="ConnectMap"/> with keys and values of one schema each.</summary>
    Map,

    /// <summary>A <see cref="Api.Struct"/>.</summary>
    Struct,
}
