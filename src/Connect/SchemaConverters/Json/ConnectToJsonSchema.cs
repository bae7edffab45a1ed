using System.Text;
using System.Text.Json.Nodes;
using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats;
using Ms2Lab.Schemas.Formats.JsonSchema;

namespace Ms2Lab.Connect.SchemaConverters.Json;

/// <summary>
/// The JSON Schema of a Connect schema. Nothing is ever <c>required</c>: what may be null says so by a branch of its own. Members come
/// in the order in which the real converter registers them: type, description, Connect's words, then what is inside.
/// </summary>
internal sealed class ConnectToJsonSchema(JsonDataOptions options)
{
    private readonly ConnectToJsonValue values = new(options);

    /// <summary>Translates a schema.</summary>
    internal JsonSchemaDocument Translate(Schema schema) => JsonSchemaDocument.Parse(Of(schema, null).ToJsonString(), []);

    private JsonObject Of(Schema schema, int? index, bool inUnion = false)
    {
        schema.RequireEnd();
        if (schema.Type == SchemaType.Struct && (JsonWords.IsUnion(schema) || schema.IsOptional))
        {
            return OneOf(Branches(schema), index);
        }

        var isOptional = schema.IsOptional && !inUnion;
        var json = Head(schema);
        Describe(json, schema);
        foreach (var (name, value) in ConnectWords(schema, isOptional ? null : index))
        {
            json[name] = value;
        }

        AddInside(json, schema);
        return isOptional ? OneOf([NullType(), json], index) : json;
    }

    private IEnumerable<JsonObject> Branches(Schema schema)
    {
        var branches = JsonWords.IsUnion(schema)
            ? schema.Fields.Select(f => Of(Required(f.Schema), f.Index, inUnion: true))
            : [Of(Required(schema), null)];
        return schema.IsOptional ? branches.Prepend(NullType()) : branches;
    }

    private JsonObject Head(Schema schema)
    {
        if (schema.Type == SchemaType.String && IsEnum(schema))
        {
            var prefix = options.EnumParameter + ".";
            var symbols = schema.Parameters!.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Select(k => k[prefix.Length..]);
            return new JsonObject { ["enum"] = new JsonArray([.. symbols.Select(s => s == JsonWords.Null ? null : (JsonNode?)s)]) };
        }

        var json = new JsonObject { ["type"] = TypeOf(schema) };
        if (schema.Type == SchemaType.Struct && !options.AdditionalProperties)
        {
            json["additionalProperties"] = false;
        }

        return json;
    }

    private string TypeOf(Schema schema) => schema.Type switch
    {
        SchemaType.Int8 or SchemaType.Int16 or SchemaType.Int32 or SchemaType.Int64 => "integer",
        SchemaType.Float32 or SchemaType.Float64 => "number",
        SchemaType.Boolean => "boolean",
        SchemaType.String => "string",
        SchemaType.Bytes => schema.Logical == LogicalType.Decimal && options.NumericDecimals ? "number" : "string",
        SchemaType.Array => "array",
        SchemaType.Map => JsonWords.IsObject(schema) ? "object" : "array",
        _ => "object",
    };

    private void Describe(JsonObject json, Schema schema)
    {
        if (schema.Name is not null)
        {
            json["title"] = schema.Name;
        }

        if (schema.Doc is not null)
        {
            json["description"] = schema.Doc;
        }

        if (schema.DefaultValue is { } value)
        {
            var text = new StringBuilder();
            values.Append(text, schema, value);
            json["default"] = JsonNode.Parse(text.ToString());
        }
    }

    // The words that JSON Schema does not have are copied from a hash map to one that is just large enough for them.
    private static IEnumerable<KeyValuePair<string, JsonNode?>> ConnectWords(Schema schema, int? index)
    {
        var words = new Dictionary<string, JsonNode?>();
        if (schema.Type is not (SchemaType.Boolean or SchemaType.String or SchemaType.Array or SchemaType.Struct))
        {
            words[JsonWords.ConnectType] = schema.Type.Name().ToLowerInvariant();
        }

        if (schema.Version is { } version)
        {
            words[JsonWords.ConnectVersion] = version;
        }

        var parameters = (schema.Parameters ?? new Dictionary<string, string>())
            .Where(p => !p.Key.StartsWith(JsonWords.Namespace, StringComparison.Ordinal)).ToDictionary();
        if (parameters.Count > 0)
        {
            words[JsonWords.ConnectParameters] = new JsonObject(JavaHashOrder.Presized(parameters.Keys).Select(k => KeyValuePair.Create(k, (JsonNode?)parameters[k])));
        }

        if (index is { } place)
        {
            words[JsonWords.ConnectIndex] = place;
        }

        return JavaHashOrder.Copied(words.Keys).Select(k => KeyValuePair.Create(k, words[k]));
    }

    private void AddInside(JsonObject json, Schema schema)
    {
        switch (schema.Type)
        {
            case SchemaType.Array:
                json["items"] = Of(schema.ValueSchema!, null);
                break;
            case SchemaType.Map when JsonWords.IsObject(schema):
                json["additionalProperties"] = Of(schema.ValueSchema!, null);
                break;
            case SchemaType.Map:
                json["items"] = new JsonObject { ["type"] = "object", ["properties"] = Properties((JsonWords.Key, schema.KeySchema!, 0), (JsonWords.Value, schema.ValueSchema!, 1)) };
                break;
            case SchemaType.Struct when schema.Fields.Count > 0:
                json["properties"] = Properties([.. schema.Fields.Select(f => (f.Name, f.Schema, f.Index))]);
                break;
        }
    }

    private JsonObject Properties(params (string Name, Schema Schema, int Index)[] properties)
    {
        var byName = properties.ToDictionary(p => p.Name);
        return new JsonObject(JavaHashOrder.Of(byName.Keys).Select(n => KeyValuePair.Create(n, (JsonNode?)Of(byName[n].Schema, byName[n].Index))));
    }

    private static bool IsEnum(Schema schema) =>
        schema.Parameters is { } parameters && (parameters.ContainsKey(SumTypes.Enum) || parameters.ContainsKey(JsonWords.Enum));

    private static JsonObject NullType() => new() { ["type"] = "null" };

    private static JsonObject OneOf(IEnumerable<JsonObject> branches, int? index)
    {
        var json = new JsonObject();
        if (index is { } place)
        {
            json[JsonWords.ConnectIndex] = place;
        }

        json["oneOf"] = new JsonArray([.. branches]);
        return json;
    }

    private static Schema Required(Schema s) => new(
        s.Type, false, s.DefaultValue, s.Name, s.Version, s.Doc, s.Parameters, s.Type == SchemaType.Struct ? s.Fields : null,
        s.Type == SchemaType.Map ? s.KeySchema : null, s.Type is SchemaType.Map or SchemaType.Array ? s.ValueSchema : null);
}
