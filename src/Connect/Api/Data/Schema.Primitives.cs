namespace Ms2Lab.Connect.Api;

/// <content>The schemas of plain values, required and optional, without name or default.</content>
public sealed partial class Schema
{
    /// <summary>A required 8-bit integer.</summary>
    public static Schema Int8Schema { get; } = new(SchemaType.Int8);

    /// <summary>A required 16-bit integer.</summary>
    public static Schema Int16Schema { get; } = new(SchemaType.Int16);

    /// <summary>A required 32-bit integer.</summary>
    public static Schema Int32Schema { get; } = new(SchemaType.Int32);

    /// <summary>A required 64-bit integer.</summary>
    public static Schema Int64Schema { get; } = new(SchemaType.Int64);

    /// <summary>A required single-precision number.</summary>
    public static Schema Float32Schema { get; } = new(SchemaType.Float32);

    /// <summary>A required double-precision number.</summary>
    public static Schema Float64Schema { get; } = new(SchemaType.Float64);

    /// <summary>A required boolean.</summary>
    public static Schema BooleanSchema { get; } = new(SchemaType.Boolean);

    /// <summary>A required string.</summary>
    public static Schema StringSchema { get; } = new(SchemaType.String);

    /// <summary>Required bytes.</summary>
    public static Schema BytesSchema { get; } = new(SchemaType.Bytes);

    /// <summary>An optional 8-bit integer.</summary>
    public static Schema OptionalInt8Schema { get; } = new(SchemaType.Int8, true);

    /// <summary>An optional 16-bit integer.</summary>
    public static Schema OptionalInt16Schema { get; } = new(SchemaType.Int16, true);

    /// <summary>An optional 32-bit integer.</summary>
    public static Schema OptionalInt32Schema { get; } = new(SchemaType.Int32, true);

    /// <summary>An optional 64-bit integer.</summary>
    public static Schema OptionalInt64Schema { get; } = new(SchemaType.Int64, true);

    /// <summary>An optional single-precision number.</summary>
    public static Schema OptionalFloat32Schema { get; } = new(SchemaType.Float32, true);

    /// <summary>An optional double-precision number.</summary>
    public static Schema OptionalFloat64Schema { get; } = new(SchemaType.Float64, true);

    /// <summary>An optional boolean.</summary>
    public static Schema OptionalBooleanSchema { get; } = new(SchemaType.Boolean, true);

    /// <summary>An optional string.</summary>
    public static Schema OptionalStringSchema { get; } = new(SchemaType.String, true);

    /// <summary>Optional bytes.</summary>
    public static Schema OptionalBytesSchema { get; } = new(SchemaType.Bytes, true);
}
