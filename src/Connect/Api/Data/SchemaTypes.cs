namespace Ms2Lab.Connect.Api;

/// <summary>Names and classes of schema types.</summary>
public static class SchemaTypes
{
    private static readonly string[] Names =
        ["INT8", "INT16", "INT32", "INT64", "FLOAT32", "FLOAT64", "BOOLEAN", "STRING", "BYTES", "ARRAY", "MAP", "STRUCT"];

    /// <summary>The name as messages show it, for example <c>INT8</c>.</summary>
    public static string Name(this SchemaType type) => Names[(int)type];

    /// <summary>True for all types but ARRAY, MAP and STRUCT.</summary>
    public static bool IsPrimitive(this SchemaType type) => type < SchemaType.Array;

    /// <summary>The type whose values look like <paramref name="value"/>; null if no type fits (a null, a decimal, an instant).</summary>
    public static SchemaType? Of(object? value) => value switch
    {
        sbyte => SchemaType.Int8,
        short => SchemaType.Int16,
        int => SchemaType.Int32,
        long => SchemaType.Int64,
        float => SchemaType.Float32,
        double => SchemaType.Float64,
        bool => SchemaType.Boolean,
        string => SchemaType.String,
        byte[] => SchemaType.Bytes,
        ConnectMap => SchemaType.Map,
        Struct => SchemaType.Struct,
        IReadOnlyList<object?> => SchemaType.Array,
        _ => null,
    };
}
