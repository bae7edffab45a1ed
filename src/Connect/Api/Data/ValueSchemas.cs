namespace Ms2Lab.Connect.Api;

/// <summary>Infers schemas of values and finds the common schema of several.</summary>
internal static class ValueSchemas
{
    public static Schema? Infer(object? value) => value switch
    {
        string => Schema.StringSchema,
        bool => Schema.BooleanSchema,
        sbyte => Schema.Int8Schema,
        short => Schema.Int16Schema,
        int => Schema.Int32Schema,
        long => Schema.Int64Schema,
        float => Schema.Float32Schema,
        double => Schema.Float64Schema,
        byte[] => Schema.BytesSchema,
        Struct s => s.Schema,
        ConnectMap map => map.Count > 0 && TryDetect(map.Keys, out var key) && TryDetect(map.Values, out var element)
            ? SchemaBuilder.Map(key, element).Build()
            : null,
        IReadOnlyList<object?> list => list.Count > 0 && TryDetect(list, out var element) ? SchemaBuilder.Array(element).Build() : null,
        _ => null,
    };

    /// <summary>The schema that holds the values of both: the wider number, or either of two equal types; null if there is none.</summary>
    public static Schema? Common(Schema previous, Schema next)
    {
        if (previous.Type != next.Type)
        {
            return previous.Type <= SchemaType.Float64 && next.Type <= SchemaType.Float64
                ? next.Type > previous.Type ? next : previous
                : null;
        }

        if (previous.IsOptional == next.IsOptional)
        {
            return previous.IsOptional ? previous : next;
        }

        return previous.Equals(next) ? previous : null;
    }

    private static bool TryDetect(IEnumerable<object?> values, out Schema? schema)
    {
        SchemaType? known = null;
        var optional = false;
        schema = null;
        foreach (var value in values)
        {
            if (value is null)
            {
                optional = true;
                continue;
            }

            if (Infer(value)?.Type is not { } type || (known is not null && known != type))
            {
                return false;
            }

            known = type;
        }

        if (known is null)
        {
            return false;
        }

        schema = new Schema(known.Value, optional);
        return true;
    }
}
