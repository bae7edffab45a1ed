using System.Text.Json;
using Ms2Lab.Schemas.Formats.Json;

namespace Ms2Lab.Schemas.Formats.Avro;

/// <summary>
/// Reads schema texts (Avro specification 1.12). One parser remembers the named schemas it has read, so texts that refer to
/// each other are parsed with one parser, the referred ones first. Not safe for several threads.
/// </summary>
public sealed class AvroSchemaParser
{
    private const int MaxDepth = 150;
    private static readonly Dictionary<string, AvroType> Primitives = new()
    {
        ["null"] = AvroType.Null, ["boolean"] = AvroType.Boolean, ["int"] = AvroType.Int, ["long"] = AvroType.Long,
        ["float"] = AvroType.Float, ["double"] = AvroType.Double, ["bytes"] = AvroType.Bytes, ["string"] = AvroType.String,
    };

    private static readonly HashSet<string> SchemaWords = ["doc", "fields", "items", "name", "namespace", "size", "symbols", "values", "type", "aliases"];
    private static readonly HashSet<string> FieldWords = ["default", "doc", "name", "order", "type", "aliases"];
    private readonly Dictionary<string, AvroNamed> names = [];
    private int depth;

    /// <summary>The named schemas read so far, by full name.</summary>
    public IReadOnlyDictionary<string, AvroNamed> Names => names;

    /// <summary>Parses one text. Throws <see cref="AvroSchemaException"/> with Avro's message.</summary>
    public AvroSchema Parse(string text)
    {
        JsonElement json;
        try
        {
            json = JsonText.Parse(text);
        }
        catch (JsonException e)
        {
            // A bare type name is accepted as a schema, as the Java parser does.
            if (Primitives.TryGetValue(text.Trim(), out var bare))
            {
                return new AvroPrimitive(bare);
            }

            throw new AvroSchemaException($"com.fasterxml.jackson.core.JsonParseException: {e.Message}");
        }

        return Parse(json, null);
    }

    private AvroSchema Parse(JsonElement json, string? space)
    {
        if (++depth > MaxDepth)
        {
            throw new AvroSchemaException($"Schema is nested deeper than {MaxDepth} levels");
        }

        try
        {
            return json.ValueKind switch
            {
                JsonValueKind.String => Named(json.GetString()!, space),
                JsonValueKind.Object => Object(json, space),
                JsonValueKind.Array => new AvroUnion([.. json.EnumerateArray().Select(b => Parse(b, space))]),
                _ => throw new AvroSchemaException($"Schema not yet supported: {JsonText.Of(json)}"),
            };
        }
        finally
        {
            depth--;
        }
    }

    private AvroSchema Named(string name, string? space)
    {
        if (Primitives.TryGetValue(name, out var primitive))
        {
            return new AvroPrimitive(primitive);
        }

        var full = name.Contains('.', StringComparison.Ordinal) || string.IsNullOrEmpty(space) ? name : $"{space}.{name}";
        return names.GetValueOrDefault(full) ?? names.GetValueOrDefault(name) ?? throw new AvroSchemaException($"Undefined schema: {full}");
    }

    private AvroSchema Object(JsonElement json, string? space)
    {
        if (!json.TryGetProperty("type", out var typeJson))
        {
            throw new AvroSchemaException($"No type: {JsonText.Of(json)}");
        }

        if (typeJson.ValueKind != JsonValueKind.String)
        {
            return Parse(typeJson, space);
        }

        var type = typeJson.GetString()!;
        if (Primitives.TryGetValue(type, out var primitive))
        {
            return new AvroPrimitive(primitive) { Properties = Extra(json, type) };
        }

        switch (type)
        {
            case "record" or "error":
                return Record(json, space, type == "error");
            case "enum":
                return Enum(json, space);
            case "fixed":
                return Fixed(json, space);
            case "array":
                return new AvroArray(Parse(Child(json, "items", "Array has no items type: "), space)) { Properties = Extra(json, type) };
            case "map":
                return new AvroMap(Parse(Child(json, "values", "Map has no values type: "), space)) { Properties = Extra(json, type) };
            default:
                return Named(type, space);
        }
    }

    private AvroRecord Record(JsonElement json, string? space, bool isError)
    {
        var name = NameOf(json, space);
        var record = new AvroRecord(name, Text(json, "doc"), Aliases(json, name), isError) { Properties = Extra(json, "record") };
        Define(record);
        if (!json.TryGetProperty("fields", out var fields) || fields.ValueKind != JsonValueKind.Array)
        {
            throw new AvroSchemaException($"Record has no fields: {JsonText.Of(json)}");
        }

        var list = new List<AvroField>();
        foreach (var field in fields.EnumerateArray())
        {
            list.Add(Field(field, name.Space, list.Count));
        }

        record.Fields = list;
        return record;
    }

    private AvroField Field(JsonElement json, string? space, int position)
    {
        var name = Text(json, "name") ?? throw new AvroSchemaException($"No field name: {JsonText.Of(json)}");
        if (!json.TryGetProperty("type", out var type))
        {
            throw new AvroSchemaException($"No field type: {JsonText.Of(json)}");
        }

        var schema = Parse(type, space);
        JsonElement? value = json.TryGetProperty("default", out var d) ? d : null;
        if (value is { ValueKind: JsonValueKind.String } text && schema.Type is AvroType.Float or AvroType.Double &&
            double.TryParse(value.Value.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var number))
        {
            value = JsonText.Parse(JavaNumber.Text(number));
        }

        AvroName.Checked(name);
        if (value is { } given && !AvroDefault.Fits(schema, given))
        {
            throw new AvroSchemaException($"Invalid default for field {name}: {JsonText.Of(given)} not a {AvroSchemaText.Of(schema)}")
            {
                JavaName = "org.apache.avro.AvroTypeException",
            };
        }

        return new AvroField
        {
            Name = name, Schema = schema, Position = position, Doc = Text(json, "doc"), Default = value,
            Order = Text(json, "order") ?? "ascending", Aliases = Strings(json, "aliases"), Properties = Collect(json, FieldWords),
        };
    }

    private AvroEnum Enum(JsonElement json, string? space)
    {
        var name = NameOf(json, space);
        if (!json.TryGetProperty("symbols", out var symbols) || symbols.ValueKind != JsonValueKind.Array)
        {
            throw new AvroSchemaException($"Enum has no symbols: {JsonText.Of(json)}");
        }

        var schema = new AvroEnum(name, Text(json, "doc"), Aliases(json, name), Strings(json, "symbols"), Text(json, "default"))
        {
            Properties = Extra(json, "enum"),
        };
        Define(schema);
        return schema;
    }

    private AvroFixed Fixed(JsonElement json, string? space)
    {
        var name = NameOf(json, space);
        if (!json.TryGetProperty("size", out var sizeJson) || sizeJson.ValueKind != JsonValueKind.Number || !sizeJson.TryGetInt32(out var size))
        {
            throw new AvroSchemaException($"Invalid or no size: {JsonText.Of(json)}");
        }

        if (size < 0)
        {
            throw new AvroSchemaException($"Malformed data. Length is negative: {size}") { JavaName = "org.apache.avro.AvroRuntimeException" };
        }

        var schema = new AvroFixed(name, Text(json, "doc"), Aliases(json, name), size) { Properties = Extra(json, "fixed") };
        Define(schema);
        return schema;
    }

    private void Define(AvroNamed schema)
    {
        if (Primitives.ContainsKey(schema.FullName))
        {
            throw new AvroSchemaException($"Schemas may not be named after primitives: {schema.FullName}") { JavaName = "org.apache.avro.AvroTypeException" };
        }

        if (!names.TryAdd(schema.FullName, schema))
        {
            throw new AvroSchemaException($"Can't redefine: {schema.FullName}");
        }
    }

    private static JsonElement Child(JsonElement json, string member, string fault) =>
        json.TryGetProperty(member, out var child) ? child : throw new AvroSchemaException(fault + JsonText.Of(json));

    private static AvroName NameOf(JsonElement json, string? space)
    {
        var name = Text(json, "name") ?? throw new AvroSchemaException($"No name in schema: {JsonText.Of(json)}");
        return new AvroName(name, Text(json, "namespace") ?? space);
    }

    private static List<string> Aliases(JsonElement json, AvroName name) => [.. Strings(json, "aliases").Select(a => new AvroName(a, name.Space).Full)];

    private static string? Text(JsonElement json, string member) =>
        json.TryGetProperty(member, out var v) && v.ValueKind == JsonValueKind.String ? v.GetString() : null;

    private static List<string> Strings(JsonElement json, string member) =>
        json.TryGetProperty(member, out var v) && v.ValueKind == JsonValueKind.Array
            ? [.. v.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)]
            : [];

    private static OrderedDictionary<string, JsonElement> Extra(JsonElement json, string type)
    {
        var extra = Collect(json, SchemaWords);
        if (type == "enum")
        {
            extra.Remove("default");
        }

        return extra;
    }

    private static OrderedDictionary<string, JsonElement> Collect(JsonElement json, HashSet<string> known)
    {
        var extra = new OrderedDictionary<string, JsonElement>();
        foreach (var member in json.EnumerateObject().Where(m => !known.Contains(m.Name) && m.Value.ValueKind != JsonValueKind.Undefined))
        {
            extra[member.Name] = member.Value;
        }

        return extra;
    }
}
