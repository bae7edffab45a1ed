using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters.Json;

/// <summary>Makes values of JSON, by a schema or without; complete, with the errors and leniencies of Connect's JSON converter.</summary>
internal sealed class JsonValueReader(JsonConverterSettings settings)
{
    public object? Read(Schema? schema, JsonNode? node)
    {
        if (schema is null)
        {
            return ReadSchemaless(node!);
        }

        if (node is null || node.IsNull)
        {
            return Absent(schema);
        }

        return schema.Logical switch
        {
            LogicalType.None => ReadPlain(schema, node),
            LogicalType.Decimal => ReadDecimal(schema, node),
            LogicalType.Date => DateLogical.ToLogical(schema, RequireInt("Date", node)),
            LogicalType.Time => TimeLogical.ToLogical(schema, RequireInt("Time", node)),
            _ => TimestampLogical.ToLogical(schema, node.IsIntegral
                ? node.Long
                : throw new DataException(
                    $"Invalid type for Timestamp, underlying representation should be integral but was {node.TypeName}")),
        };
    }

    /// <summary>What a missing or null value of a schema is: its default, or null.</summary>
    public object? Absent(Schema schema)
    {
        if (schema.DefaultValue is not null && settings.ReplaceNullWithDefault)
        {
            return schema.DefaultValue;
        }

        return schema.IsOptional ? null : throw new DataException($"Invalid null value for required {schema.Type.Name()} field");
    }

    private object? ReadSchemaless(JsonNode node)
    {
        switch (node.Type)
        {
            case JsonNodeType.Null or JsonNodeType.Missing:
                return null;
            case JsonNodeType.Boolean:
                return node.Boolean;
            case JsonNodeType.Number:
                return node.IsIntegral ? (object)node.Long : node.Double;
            case JsonNodeType.String:
                return node.Text;
            case JsonNodeType.Array:
                return node.Elements!.ConvertAll(ReadSchemaless);
            default:
                var map = new ConnectMap();
                foreach (var (name, value) in node.Members!)
                {
                    map[name] = ReadSchemaless(value);
                }

                return map;
        }
    }

    private object? ReadPlain(Schema schema, JsonNode node) => schema.Type switch
    {
        SchemaType.Boolean => node.Boolean,
        SchemaType.Int8 => unchecked((sbyte)node.Long),
        SchemaType.Int16 => unchecked((short)node.Long),
        SchemaType.Int32 => unchecked((int)node.Long),
        SchemaType.Int64 => node.Long,
        SchemaType.Float32 => node.Float,
        SchemaType.Float64 => node.Double,
        SchemaType.String => node.Text,
        SchemaType.Bytes => ReadBytes(node),
        SchemaType.Array => node.Children.Select(e => Read(schema.ValueSchema, e)).ToList(),
        SchemaType.Map => ReadMap(schema, node),
        _ => ReadStruct(schema, node),
    };

    private static byte[]? ReadBytes(JsonNode node)
    {
        try
        {
            return node.Binary();
        }
        catch (JavaException e)
        {
            throw new DataException("Invalid bytes field", e);
        }
    }

    private ConnectMap ReadMap(Schema schema, JsonNode node)
    {
        var map = new ConnectMap();
        if (schema.KeySchema!.Type == SchemaType.String)
        {
            foreach (var (name, value) in node.Members
                ?? throw new DataException($"Maps with string fields should be encoded as JSON objects, but found {node.TypeName}"))
            {
                map[name] = Read(schema.ValueSchema, value);
            }

            return map;
        }

        foreach (var entry in node.Elements
            ?? throw new DataException($"Maps with non-string fields should be encoded as JSON array of tuples, but found {node.TypeName}"))
        {
            var tuple = entry.Elements ?? throw new DataException($"Found invalid map entry instead of array tuple: {entry.TypeName}");
            if (tuple.Count != 2)
            {
                throw new DataException($"Found invalid map entry, expected length 2 but found :{tuple.Count}");
            }

            map[Read(schema.KeySchema, tuple[0])] = Read(schema.ValueSchema, tuple[1]);
        }

        return map;
    }

    private Struct ReadStruct(Schema schema, JsonNode node)
    {
        if (node.Members is not { } members)
        {
            throw new DataException($"Structs should be encoded as JSON objects, but found {node.TypeName}");
        }

        var result = new Struct(schema);
        foreach (var field in schema.Fields)
        {
            result.Put(field, Read(field.Schema, members.GetValueOrDefault(field.Name)));
        }

        return result;
    }

    private static BigDecimal ReadDecimal(Schema schema, JsonNode node)
    {
        if (node.Type == JsonNodeType.Number)
        {
            return node.Decimal;
        }

        if (node.Type != JsonNodeType.String)
        {
            throw new DataException(
                $"Invalid type for Decimal, underlying representation should be numeric or bytes but was {node.TypeName}");
        }

        try
        {
            return DecimalLogical.ToLogical(schema, node.Binary()!);
        }
        catch (Exception e) when (e is JavaException or DataException)
        {
            throw new DataException("Invalid bytes for Decimal field", e);
        }
    }

    private static int RequireInt(string type, JsonNode node) => node.IsInt
        ? (int)node.Long
        : throw new DataException($"Invalid type for {type}, underlying representation should be integer but was {node.TypeName}");
}
