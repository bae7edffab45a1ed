using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Avro;

namespace Ms2Lab.Connect.SchemaConverters.Avro;

/// <summary>Default values between Connect's form and JSON, as Avro schemas hold them.</summary>
internal static class AvroDefaults
{
    /// <summary>A default as JSON; bytes as text of one character a byte.</summary>
    /// <exception cref="DataException">The value is not of the schema's type.</exception>
    internal static JsonNode? ToJson(Schema schema, object? value, AvroDataOptions options) => (schema.Type, Underlying(schema, value)) switch
    {
        (_, null) => null,
        (SchemaType.Int8, sbyte number) => JsonValue.Create((int)number),
        (SchemaType.Int16, short number) => JsonValue.Create((int)number),
        (SchemaType.Int32, int number) => JsonValue.Create(number),
        (SchemaType.Int64, long number) => JsonValue.Create(number),
        (SchemaType.Float32, float number) => Raw(JavaText.Of(number), float.IsFinite(number)),
        (SchemaType.Float64, double number) => Raw(JavaText.Of(number), double.IsFinite(number)),
        (SchemaType.Boolean, bool flag) => JsonValue.Create(flag),
        (SchemaType.String, string text) => JsonValue.Create(text),
        (SchemaType.Bytes, byte[] bytes) => JsonValue.Create(Encoding.Latin1.GetString(bytes)),
        (SchemaType.Array, IReadOnlyList<object?> list) => new JsonArray([.. list.Select(i => ToJson(schema.ValueSchema!, i, options))]),
        (SchemaType.Map, ConnectMap map) => MapToJson(schema, map, options),
        (SchemaType.Struct, Struct data) => StructToJson(schema, data, options),
        _ => throw new DataException($"Invalid type used for default value of {schema.Type.Name()} field: class {JavaClass.NameOf(schema.DefaultValue)}"),
    };

    /// <summary>The value of a default in JSON; null for a JSON null.</summary>
    /// <exception cref="DataException">The JSON is not of the schema's type.</exception>
    internal static object? FromJson(Schema schema, AvroSchema avro, JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        try
        {
            return LogicalValues.ToConnect(schema, Plain(schema, avro, json));
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or OverflowException)
        {
            throw new DataException($"Invalid default value for {schema}", e);
        }
    }

    private static object? Plain(Schema schema, AvroSchema avro, JsonElement json)
    {
        switch (schema.Type)
        {
            case SchemaType.Int8: return (sbyte)json.GetInt32();
            case SchemaType.Int16: return (short)json.GetInt32();
            case SchemaType.Int32: return (int)json.GetDouble();
            case SchemaType.Int64: return json.TryGetInt64(out var number) ? number : (long)json.GetDouble();
            case SchemaType.Float32: return (float)json.GetDouble();
            case SchemaType.Float64: return json.GetDouble();
            case SchemaType.Boolean: return json.GetBoolean();
            case SchemaType.String: return json.GetString();
            case SchemaType.Bytes: return Encoding.Latin1.GetBytes(json.GetString()!);
            case SchemaType.Array:
                var items = ((AvroArray)avro).Items;
                return json.EnumerateArray().Select(i => FromJson(schema.ValueSchema!, items, i)).ToList();
            case SchemaType.Map when avro is AvroMap values:
                var map = new ConnectMap();
                foreach (var member in json.EnumerateObject())
                {
                    map[member.Name] = FromJson(schema.ValueSchema!, values.Values, member.Value);
                }

                return map;
            case SchemaType.Struct when avro is AvroRecord record:
                var data = new Struct(schema);
                foreach (var field in schema.Fields)
                {
                    data.Put(field, json.TryGetProperty(field.Name, out var member) ? FromJson(field.Schema, Branch(record.Field(field.Name)!.Schema), member) : null);
                }

                return data;
            default:
                throw new DataException($"Invalid default value for {schema}");
        }
    }

    private static AvroSchema Branch(AvroSchema schema) =>
        schema is AvroUnion union ? union.Branches.FirstOrDefault(b => b.Type != AvroType.Null) ?? schema : schema;

    private static JsonNode MapToJson(Schema schema, ConnectMap map, AvroDataOptions options)
    {
        if (!options.IsAvroMap(schema))
        {
            return new JsonArray([.. map.Select(e => new JsonArray(
                ToJson(schema.KeySchema!, e.Key, options), ToJson(schema.ValueSchema!, e.Value, options)))]);
        }

        var json = new JsonObject();
        foreach (var (key, value) in map)
        {
            json[(string)key!] = ToJson(schema.ValueSchema!, value, options);
        }

        return json;
    }

    private static JsonNode? StructToJson(Schema schema, Struct data, AvroDataOptions options)
    {
        var json = new JsonObject();
        foreach (var field in schema.Fields)
        {
            var value = ToJson(field.Schema, data.Get(field), options);
            if (AvroWords.IsUnion(schema))
            {
                return value;
            }

            json[options.ScrubNames ? AvroWords.Scrubbed(field.Name) : field.Name] = value;
        }

        return json;
    }

    private static object? Underlying(Schema schema, object? value) => value is null ? null : LogicalValues.FromConnect(schema, value);

    // A number that JSON does not have is left out, which makes no default of it.
    private static JsonNode? Raw(string text, bool finite) => finite ? JsonNode.Parse(text) : null;
}
