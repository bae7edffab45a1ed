using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.SchemaConverters.Json;

/// <summary>
/// JSON as Connect values. A scalar of another JSON kind is not refused: as in the real converter, whose library answers with zero,
/// false or nothing.
/// </summary>
internal sealed class JsonToConnectValue
{
    /// <summary>The value of JSON; null for absent JSON.</summary>
    /// <exception cref="DataException">The JSON does not fit the schema.</exception>
    internal object? Of(Schema? schema, JsonElement? json)
    {
        if (json is not { ValueKind: not JsonValueKind.Null } value)
        {
            return schema?.DefaultValue ?? (json is null || schema is null or { IsOptional: true }
                ? null
                : throw new DataException($"Invalid null value for required {schema.Type.Name()} field"));
        }

        return schema is null ? Schemaless(value) : schema.Logical != LogicalType.None ? Logical(schema, value) : schema.Type switch
        {
            SchemaType.Boolean => value.ValueKind == JsonValueKind.True,
            SchemaType.Int8 => unchecked((sbyte)(short)Whole(value)),
            SchemaType.Int16 => unchecked((short)Whole(value)),
            SchemaType.Int32 => unchecked((int)Whole(value)),
            SchemaType.Int64 => Whole(value),
            SchemaType.Float32 => (float)Fraction(value),
            SchemaType.Float64 => Fraction(value),
            SchemaType.String => value.ValueKind == JsonValueKind.String ? value.GetString() : null,
            SchemaType.Bytes => value.ValueKind == JsonValueKind.String ? Bytes(value, "Invalid bytes field") : Decimal(value),
            SchemaType.Array => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(i => Of(schema.ValueSchema, i)).ToList() : new List<object?>(),
            SchemaType.Map => Map(schema, value),
            _ => JsonWords.IsUnion(schema) ? Union(schema, value) : Struct(schema, value),
        };
    }

    private object? Schemaless(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                return json.ValueKind == JsonValueKind.True;
            case JsonValueKind.Number:
                return JsonKinds.IsIntegral(json) ? Whole(json) : Fraction(json);
            case JsonValueKind.Array:
                return json.EnumerateArray().Select(i => Of(null, i)).ToList();
            case JsonValueKind.Object:
                var map = new ConnectMap();
                foreach (var member in json.EnumerateObject())
                {
                    map[member.Name] = Of(null, member.Value);
                }

                return map;
            default:
                return json.GetString();
        }
    }

    private static object Logical(Schema schema, JsonElement json) => schema.Logical switch
    {
        LogicalType.Decimal when json.ValueKind == JsonValueKind.Number => Decimal(json),
        LogicalType.Decimal when json.ValueKind == JsonValueKind.String => DecimalLogical.ToLogical(schema, Bytes(json, "Invalid bytes for Decimal field")),
        LogicalType.Decimal => throw Unfit("Decimal", "numeric or bytes", json),
        LogicalType.Date when JsonKinds.IsInt(json) => DateLogical.ToLogical(schema, json.GetInt32()),
        LogicalType.Date => throw Unfit("Date", "integer", json),
        LogicalType.Time when JsonKinds.IsInt(json) => TimeLogical.ToLogical(schema, json.GetInt32()),
        LogicalType.Time => throw Unfit("Time", "integer", json),
        _ when JsonKinds.IsIntegral(json) => TimestampLogical.ToLogical(schema, Whole(json)),
        _ => throw Unfit("Timestamp", "integral", json),
    };

    private ConnectMap Map(Schema schema, JsonElement json)
    {
        var map = new ConnectMap();
        if (JsonWords.IsObject(schema))
        {
            Require(json, JsonValueKind.Object, "Maps with string fields should be encoded as JSON objects, but found ");
            foreach (var member in json.EnumerateObject())
            {
                map[member.Name] = Of(schema.ValueSchema, member.Value);
            }

            return map;
        }

        Require(json, JsonValueKind.Array, "Maps with non-string fields should be encoded as JSON array of objects, but found ");
        foreach (var entry in json.EnumerateArray())
        {
            Require(entry, JsonValueKind.Object, "Found invalid map entry instead of object: ");
            if (entry.EnumerateObject().Count() is not 2 and var size)
            {
                throw new DataException($"Found invalid map entry, expected length 2 but found :{size}");
            }

            map[Of(schema.KeySchema, Member(entry, JsonWords.Key))] = Of(schema.ValueSchema, Member(entry, JsonWords.Value));
        }

        return map;
    }

    private Struct Struct(Schema schema, JsonElement json)
    {
        Require(json, JsonValueKind.Object, "Structs should be encoded as JSON objects, but found ");
        var data = new Struct(schema);
        foreach (var field in schema.Fields)
        {
            if (Of(field.Schema, Member(json, field.Name)) is { } value)
            {
                data.Put(field, value);
            }
        }

        return data;
    }

    // The first simple schema of the right kind, else the struct that knows most of the properties.
    private Struct Union(Schema schema, JsonElement json)
    {
        var field = schema.Fields.FirstOrDefault(f => JsonKinds.IsSimple(f.Schema, json));
        if (field is null)
        {
            var best = schema.Fields.Select(f => (Field: f, Matches: JsonKinds.Matches(f.Schema, json))).MaxBy(m => m.Matches);
            field = best.Matches > 0 ? best.Field : throw new DataException("Did not find matching oneof field for data");
        }

        return new Struct(schema).Put(JsonWords.UnionField(schema, field.Index), Of(field.Schema, json));
    }

    private static JsonElement? Member(JsonElement json, string name) => json.TryGetProperty(name, out var member) ? member : null;

    private static long Whole(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Number)
        {
            return 0;
        }

        if (json.TryGetInt64(out var whole))
        {
            return whole;
        }

        // Whole numbers wrap around beyond 64 bits; fractions lose what is behind the point and end at the limits, as Java's casts do.
        return JsonKinds.IsIntegral(json)
            ? unchecked((long)(ulong)(BigInteger.Parse(json.GetRawText(), CultureInfo.InvariantCulture) & ulong.MaxValue))
            : (long)json.GetDouble();
    }

    private static double Fraction(JsonElement json) => json.ValueKind == JsonValueKind.Number ? json.GetDouble() : 0;

    private static BigDecimal Decimal(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number ? BigDecimal.Parse(json.GetRawText()) : new BigDecimal(BigInteger.Zero, 0);

    private static byte[] Bytes(JsonElement json, string fault)
    {
        try
        {
            return json.GetBytesFromBase64();
        }
        catch (FormatException e)
        {
            throw new DataException(fault, e);
        }
    }

    private static void Require(JsonElement json, JsonValueKind kind, string fault)
    {
        if (json.ValueKind != kind)
        {
            throw new DataException(fault + JsonKinds.NameOf(json));
        }
    }

    private static DataException Unfit(string type, string expected, JsonElement json) =>
        new($"Invalid type for {type}, underlying representation should be {expected} but was {JsonKinds.NameOf(json)}");
}
