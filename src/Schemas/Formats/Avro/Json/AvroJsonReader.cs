using System.Globalization;
using System.Text;
using System.Text.Json;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Schemas.Formats.Avro.Json;

/// <summary>Reads values from Avro's JSON encoding, and defaults, in which a union's value stands without the name of its branch.</summary>
internal static class AvroJsonReader
{
    /// <summary>The value of JSON.</summary>
    /// <param name="schema">Its schema.</param>
    /// <param name="json">The JSON.</param>
    /// <param name="path">Where it is, for messages.</param>
    internal static object? Read(AvroSchema schema, JsonElement json, string path) => Read(schema, json, path, Branch);

    /// <summary>The value of a field's default: of a union it is the first branch that it fits.</summary>
    internal static object? Default(AvroSchema schema, JsonElement json) => Read(schema, json, "default", (union, value, path) =>
        Read(union.Branches.FirstOrDefault(b => AvroDefault.Fits(b, value)) ?? throw Unfit(path, "a default of one of its branches", value), value, path, Unnamed));

    private static object? Unnamed(AvroUnion union, JsonElement json, string path) => Default(union, json);

    private static object? Branch(AvroUnion union, JsonElement json, string path)
    {
        if (json.ValueKind == JsonValueKind.Null && union.NullBranch >= 0)
        {
            return null;
        }

        if (json.ValueKind != JsonValueKind.Object || json.EnumerateObject().ToList() is not [var only])
        {
            throw Unfit(path, "an object with the name of a branch", json);
        }

        var branch = union.Branches.FirstOrDefault(b => b.FullName == only.Name) ?? throw new AvroDataException("org.apache.avro.AvroTypeException", $"{path}: Unknown union branch {only.Name}");
        return Read(branch, only.Value, path, Branch);
    }

    private static object? Read(AvroSchema schema, JsonElement json, string path, Func<AvroUnion, JsonElement, string, object?> readUnion)
    {
        switch (schema)
        {
            case AvroUnion union:
                return readUnion(union, json, path);
            case AvroRecord type:
                Require(json, JsonValueKind.Object, path, "a record");
                var record = new AvroGenericRecord(type);
                foreach (var field in type.Fields)
                {
                    record[field.Position] = json.TryGetProperty(field.Name, out var member) ? Read(field.Schema, member, $"{path}.{field.Name}", readUnion)
                        : field.Default is { } value ? Default(field.Schema, value) : throw Unfit(path, $"a field {field.Name}", json);
                }

                return record;
            case AvroEnum symbols:
                return json.ValueKind == JsonValueKind.String && symbols.IndexOf(json.GetString()!) >= 0 ? json.GetString() : throw Unfit(path, $"one of {string.Join(", ", symbols.Symbols)}", json);
            case AvroFixed type:
                return Bytes(json, path) is var bytes && bytes.Length == type.Size ? bytes : throw Unfit(path, $"{type.Size} bytes", json);
            case AvroArray array:
                Require(json, JsonValueKind.Array, path, "an array");
                return json.EnumerateArray().Select((item, index) => Read(array.Items, item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), readUnion)).ToList();
            case AvroMap map:
                Require(json, JsonValueKind.Object, path, "a map");
                var entries = new OrderedDictionary<string, object?>();
                foreach (var entry in json.EnumerateObject())
                {
                    entries[entry.Name] = Read(map.Values, entry.Value, $"{path}.{entry.Name}", readUnion);
                }

                return entries;
            default:
                return Primitive(schema.Type, json, path);
        }
    }

    private static object? Primitive(AvroType type, JsonElement json, string path) => (type, json.ValueKind) switch
    {
        (AvroType.Null, JsonValueKind.Null) => null,
        (AvroType.Boolean, JsonValueKind.True or JsonValueKind.False) => json.GetBoolean(),
        (AvroType.Int, JsonValueKind.Number) when json.TryGetInt32(out var number) => number,
        (AvroType.Long, JsonValueKind.Number) when json.TryGetInt64(out var number) => number,
        (AvroType.Float, JsonValueKind.Number) => json.GetSingle(),
        (AvroType.Double, JsonValueKind.Number) => json.GetDouble(),
        (AvroType.Float, JsonValueKind.String) when NotFinite(json) is { } number => (float)number,
        (AvroType.Double, JsonValueKind.String) when NotFinite(json) is { } number => number,
        (AvroType.Bytes, JsonValueKind.String) => Bytes(json, path),
        (AvroType.String, JsonValueKind.String) => json.GetString(),
        _ => throw Unfit(path, type.ToString().ToLowerInvariant(), json),
    };

    private static double? NotFinite(JsonElement json) => json.GetString() switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => null,
    };

    private static byte[] Bytes(JsonElement json, string path)
    {
        Require(json, JsonValueKind.String, path, "bytes");
        var text = json.GetString()!;
        return text.AsSpan().IndexOfAnyExceptInRange('\0', '\xFF') < 0 ? Encoding.Latin1.GetBytes(text) : throw Unfit(path, "characters up to 255", json);
    }

    private static void Require(JsonElement json, JsonValueKind kind, string path, string wanted)
    {
        if (json.ValueKind != kind)
        {
            throw Unfit(path, wanted, json);
        }
    }

    private static AvroDataException Unfit(string path, string wanted, JsonElement json) =>
        new("org.apache.avro.AvroTypeException", $"{path}: expected {wanted}, found {(json.GetRawText() is { Length: > 60 } text ? text[..60] + "…" : json.GetRawText())}");
}
