using System.Text.Json;
using Ms2Lab.Schemas.Formats.Json;

namespace Ms2Lab.Schemas.Formats.Avro;

/// <summary>
/// Reads schema texts (Avro specification 1.12). One parser remembers the named schemas it has read, so texts that refer to
/// each other are parsed with one parser, the referred ones first. Not safe for several threads.
/// </summary>
/// <param name="checks">What is looked at beside the shape.</param>
public sealed class AvroSchemaParser(AvroChecks checks = AvroChecks.Usual)
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
            throw new AvroSchemaException(Syntax(text) ?? $"com.fasterxml.jackson.core.JsonParseException: {e.Message}");
        }

        var schema = Parse(json, null);
        if (checks == AvroChecks.Stored)
        {
            AvroNames.Require(schema);
        }

        return schema;
    }

    // Avro looks at what follows the schema only when that is read.
    private static string? Syntax(string text) => JsonSyntaxFault.Of(text) is { } fault
        ? $"{fault.JavaName}: {fault.Located}"
        : text[JsonSyntax.EndOfValue(text)..].Trim() is { Length: > 0 } rest ? $"dangling content after end of schema: {rest}" : null;

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
        var type = Text(json, "type") ?? throw new AvroSchemaException($"No type: {JsonText.Of(json)}");
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
        RequireNoPrimitive(record);
        names.TryAdd(record.FullName, record); // its own fields may refer to it
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
        return Define(record);
    }

    private AvroField Field(JsonElement json, string? space, int position)
    {
        var name = Text(json, "name") ?? throw new AvroSchemaException($"No field name: {JsonText.Of(json)}");
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("type", out var type))
        {
            throw new AvroSchemaException($"No field type: {JsonText.Of(json)}");
        }

        var schema = Parse(type, space);
        var order = json.TryGetProperty("order", out var given) ? Order(given) : "ascending";
        JsonElement? value = json.TryGetProperty("default", out var d) ? d : null;
        var isNumber = false;
        if (value is { ValueKind: JsonValueKind.String } text && schema.Type is AvroType.Float or AvroType.Double &&
            double.TryParse(value.Value.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var number))
        {
            isNumber = true;
            value = double.IsFinite(number) ? JsonText.Parse(JavaNumber.Text(number)) : value;
        }

        Checked(name);
        if (checks != AvroChecks.Stored && value is { } fallback && !isNumber && !AvroDefault.Fits(schema, fallback))
        {
            throw new AvroSchemaException($"Invalid default for field {name}: {JsonText.Of(fallback)} not a {AvroSchemaText.Of(schema)}")
            {
                JavaName = "org.apache.avro.AvroTypeException",
            };
        }

        return new AvroField
        {
            Name = name, Schema = schema, Position = position, Doc = Text(json, "doc"), Default = value,
            Order = order, Aliases = AliasTexts(json), Properties = Collect(json, FieldWords),
        };
    }

    private AvroEnum Enum(JsonElement json, string? space)
    {
        var name = NameOf(json, space);
        if (!json.TryGetProperty("symbols", out var symbols) || symbols.ValueKind != JsonValueKind.Array)
        {
            throw new AvroSchemaException($"Enum has no symbols: {JsonText.Of(json)}");
        }

        var texts = symbols.EnumerateArray().Select(s => s.ValueKind == JsonValueKind.String ? Checked(s.GetString()!) : throw new AvroSchemaException("Null name"));
        var schema = new AvroEnum(name, Text(json, "doc"), Aliases(json, name), [.. texts], Text(json, "default"))
        {
            Properties = Extra(json, "enum"),
        };
        if (schema.Default is { } symbol && schema.IndexOf(symbol) < 0)
        {
            throw new AvroSchemaException($"The Enum Default: {symbol} is not in the enum symbol set: [{string.Join(", ", schema.Symbols)}]");
        }

        return Define(schema);
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

        return Define(new AvroFixed(name, Text(json, "doc"), Aliases(json, name), size) { Properties = Extra(json, "fixed") });
    }

    /// <summary>Makes a schema known; one that says the same as a known one is that one.</summary>
    private T Define<T>(T schema)
        where T : AvroNamed
    {
        RequireNoPrimitive(schema);
        if (checks != AvroChecks.Stored)
        {
            AvroNames.RequireSpace(schema.Name.Space, checks == AvroChecks.New);
        }

        if (names.TryAdd(schema.FullName, schema) || ReferenceEquals(names[schema.FullName], schema))
        {
            return schema;
        }

        return names[schema.FullName] is T known && known is not AvroRecord { IsOpen: true } && AvroSchemaText.Of(known) == AvroSchemaText.Of(schema)
            ? known : throw new AvroSchemaException($"Can't redefine: {schema.FullName}");
    }

    private static void RequireNoPrimitive(AvroNamed schema)
    {
        if (Primitives.ContainsKey(schema.FullName))
        {
            throw new AvroSchemaException($"Schemas may not be named after primitives: {schema.FullName}") { JavaName = "org.apache.avro.AvroTypeException" };
        }
    }

    private static string Order(JsonElement order) => order.ToString().ToUpperInvariant() is "ASCENDING" or "DESCENDING" or "IGNORE"
        ? order.ToString().ToLowerInvariant()
        : throw new AvroSchemaException($"No enum constant org.apache.avro.Schema.Field.Order.{order.ToString().ToUpperInvariant()}") { JavaName = "java.lang.IllegalArgumentException" };

    private static JsonElement Child(JsonElement json, string member, string fault) =>
        json.TryGetProperty(member, out var child) ? child : throw new AvroSchemaException(fault + JsonText.Of(json));

    private AvroName NameOf(JsonElement json, string? space) =>
        Name(Text(json, "name") ?? throw new AvroSchemaException($"No name in schema: {JsonText.Of(json)}"), Text(json, "namespace") ?? space);

    private List<string> Aliases(JsonElement json, AvroName name) => [.. AliasTexts(json).Select(a => Name(a, name.Space).Full)];

    private AvroName Name(string text, string? space)
    {
        var name = new AvroName(text, space);
        Checked(name.Simple);
        return name;
    }

    // Names of stored schemas are looked at when the schema is whole, as Schema Registry does.
    private string Checked(string name) => checks == AvroChecks.Stored ? name : AvroNames.Checked(name, checks == AvroChecks.New);

    private static string? Text(JsonElement json, string member) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(member, out var v) && v.ValueKind == JsonValueKind.String ? v.GetString() : null;

    private static List<string> AliasTexts(JsonElement json) => !json.TryGetProperty("aliases", out var v) ? []
        : v.ValueKind != JsonValueKind.Array ? throw new AvroSchemaException($"aliases not an array: {JsonText.Of(json)}")
        : [.. v.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.String ? e.GetString()! : throw new AvroSchemaException($"alias not a string: {JsonText.Of(e)}"))];

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
