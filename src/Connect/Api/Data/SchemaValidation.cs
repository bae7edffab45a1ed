namespace Ms2Lab.Connect.Api;

/// <summary>Checks values against schemas, with the texts of Connect's <c>ConnectSchema.validateValue</c>.</summary>
public static class SchemaValidation
{
    /// <summary>Checks the value of a field, or a value on its own if <paramref name="field"/> is null.</summary>
    /// <exception cref="DataException">The value does not fit the schema.</exception>
    public static void Validate(string? field, Schema schema, object? value)
    {
        // The ordinary case, a scalar that fits, must not pay for the location's text.
        if (value is not null && schema.Type.IsPrimitive() && IsExpectedClass(schema, value))
        {
            return;
        }

        ValidateAt(schema, value, field is null ? "value" : $"field: \"{field}\"");
    }

    private static void ValidateAt(Schema schema, object? value, string location)
    {
        if (value is null)
        {
            if (!schema.IsOptional)
            {
                throw new DataException($"Invalid value: null used for required {location}, schema type: {schema.Type.Name()}");
            }

            return;
        }

        if (!IsExpectedClass(schema, value))
        {
            var name = schema.Name is null ? "" : $" \"{schema.Name}\"";
            throw new DataException(
                $"Invalid Java object for schema{name} with type {schema.Type.Name()}: class {JavaClass.NameOf(value)} for {location}");
        }

        switch (schema.Type)
        {
            case SchemaType.Struct when value is Struct nested:
                if (!nested.Schema.Equals(schema))
                {
                    throw new DataException("Struct schemas do not match.");
                }

                nested.Validate();
                break;
            case SchemaType.Array when value is IReadOnlyList<object?> list:
                ValidateElements(schema, list, $"element of array {location}");
                break;
            case SchemaType.Map when value is ConnectMap map:
                ValidateEntries(schema, map, $"key of map {location}", $"value of map {location}");
                break;
        }
    }

    private static void ValidateElements(Schema schema, IReadOnlyList<object?> list, string location)
    {
        var element = Defined(schema.ValueSchema, location);
        for (var i = 0; i < list.Count; i++)
        {
            ValidateAt(element, list[i], location);
        }
    }

    private static void ValidateEntries(Schema schema, ConnectMap map, string keyLocation, string valueLocation)
    {
        var key = Defined(schema.KeySchema, keyLocation);
        var value = Defined(schema.ValueSchema, valueLocation);
        foreach (var entry in map)
        {
            ValidateAt(key, entry.Key, keyLocation);
            ValidateAt(value, entry.Value, valueLocation);
        }
    }

    private static Schema Defined(Schema? schema, string location) =>
        schema ?? throw new DataException($"No schema defined for {location}");

    private static bool IsExpectedClass(Schema schema, object value) => schema.Logical switch
    {
        LogicalType.Decimal => value is BigDecimal,
        LogicalType.Date or LogicalType.Time or LogicalType.Timestamp => value is Instant,
        _ => schema.Type switch
        {
            SchemaType.Int8 => value is sbyte,
            SchemaType.Int16 => value is short,
            SchemaType.Int32 => value is int,
            SchemaType.Int64 => value is long,
            SchemaType.Float32 => value is float,
            SchemaType.Float64 => value is double,
            SchemaType.Boolean => value is bool,
            SchemaType.String => value is string,
            SchemaType.Bytes => value is byte[],
            SchemaType.Array => value is IReadOnlyList<object?>,
            SchemaType.Map => value is ConnectMap,
            _ => value is Struct,
        },
    };
}
