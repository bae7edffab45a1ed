using System.Globalization;
using System.Text.Json;
using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats;
using Ms2Lab.Schemas.Formats.JsonSchema;

namespace Ms2Lab.Connect.SchemaConverters.Json;

/// <summary>The Connect schema of a JSON Schema.</summary>
internal sealed class JsonToConnectSchema(JsonDataOptions options)
{
    private readonly HashSet<SchemaNode> inside = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<SchemaNode, SchemaBuilder> structs = new(ReferenceEqualityComparer.Instance);
    private readonly JsonToConnectValue values = new();
    private int unions;
    private int ids;

    /// <summary>Translates a schema.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="version">Its version in the registry, or null.</param>
    /// <param name="isOptional">Whether null is a value whatever the schema says.</param>
    /// <exception cref="DataException">Connect has no such schema.</exception>
    internal Schema Translate(SchemaNode node, int? version, bool isOptional = false)
    {
        if (node.Kind == SchemaKind.Reference)
        {
            return structs.TryGetValue(node.Resolved, out var whole) ? Reference(whole, isOptional) : Translate(node.Resolved, version, isOptional);
        }

        if (node.Kind is SchemaKind.AllOf or SchemaKind.AnyOf or SchemaKind.OneOf)
        {
            if (Combination(node, version, isOptional) is { } combined)
            {
                return combined;
            }
        }

        if (!inside.Add(node))
        {
            throw new JavaException("java.lang.StackOverflowError", null); // it is nothing but itself
        }

        var builder = Plain(node);
        inside.Remove(node);
        return Described(builder, node, version, isOptional);
    }

    private Schema Reference(SchemaBuilder whole, bool isOptional)
    {
        whole.Parameter(JsonWords.Id, $"{JsonWords.IdPrefix}{++ids}");
        var reference = SchemaBuilder.Inside(whole);
        return (isOptional ? reference.Optional() : reference).Build();
    }

    private Schema? Combination(SchemaNode node, int? version, bool isOptional)
    {
        if (node.Parts.Count == 1 && options.FlattenSingletonUnions)
        {
            return Translate(node.Parts[0], null);
        }

        if (node.Kind == SchemaKind.AllOf)
        {
            return new JsonAllOf(options, structs, Translate).Of(node, version, isOptional);
        }

        return node.Parts.Count == 2 && node.Parts.FindIndex(p => p.Kind == SchemaKind.Null) is >= 0 and var isNull
            ? Translate(node.Parts[1 - isNull], version, isOptional: true)
            : null;
    }

    private SchemaBuilder Plain(SchemaNode node) => node.Kind switch
    {
        SchemaKind.Boolean => SchemaBuilder.Bool(),
        SchemaKind.Number => Number(node),
        SchemaKind.String => ConnectType(node) == "bytes" ? SchemaBuilder.Bytes() : SchemaBuilder.String(),
        SchemaKind.Const => Enum([node.Keyword("const")!.Value]),
        SchemaKind.Enum => Enum(node.Keyword("enum")!.Value.EnumerateArray()),
        SchemaKind.AnyOf or SchemaKind.OneOf => Union(node),
        SchemaKind.Array => Array(node),
        SchemaKind.Object => ConnectType(node) == "map" ? Map(Schema.StringSchema, node.AdditionalSchema) : Struct(node),
        var kind => throw new DataException($"Unsupported schema type org.everit.json.schema.{kind}Schema"),
    };

    private static SchemaBuilder Number(SchemaNode node) => ConnectType(node) switch
    {
        null => node.IsInteger ? SchemaBuilder.Int64() : SchemaBuilder.Float64(),
        "int8" => SchemaBuilder.Int8(),
        "int16" => SchemaBuilder.Int16(),
        "int32" => SchemaBuilder.Int32(),
        "int64" => SchemaBuilder.Int64(),
        "float32" => SchemaBuilder.Float32(),
        "float64" => SchemaBuilder.Float64(),
        "bytes" => SchemaBuilder.Bytes(),
        var type => throw new JavaException("java.lang.IllegalArgumentException", $"Unsupported type {type}"),
    };

    private SchemaBuilder Enum(IEnumerable<JsonElement> symbols)
    {
        var parameter = options.EnumParameter;
        var builder = SchemaBuilder.String().Parameter(parameter, "");
        var index = 0;
        foreach (var symbol in symbols.Select(s => s.ValueKind == JsonValueKind.Null ? JsonWords.Null : s.ToString()))
        {
            builder.Parameter($"{parameter}.{symbol}", options.GeneralizedSumTypes ? index.ToString(CultureInfo.InvariantCulture) : symbol);
            index++;
        }

        return builder;
    }

    private SchemaBuilder Union(SchemaNode node)
    {
        var name = options.GeneralizedSumTypes ? SumTypes.NameOf(unions++) : JsonWords.Union;
        var builder = SchemaBuilder.Struct().Name(name);
        if (options.GeneralizedSumTypes)
        {
            builder.Parameter(SumTypes.Union, name);
        }

        foreach (var part in node.Parts)
        {
            if (part.Kind == SchemaKind.Null)
            {
                builder.Optional();
            }
            else
            {
                builder.Field(JsonWords.UnionField(options.GeneralizedSumTypes, builder.Fields.Count), Translate(part, null, isOptional: true));
            }
        }

        return builder;
    }

    private SchemaBuilder Array(SchemaNode node)
    {
        var items = node.Items ?? throw new DataException("Array schema did not specify the items type");
        return ConnectType(node) == "map" && items.Kind == SchemaKind.Object
            ? Map(Translate(items.Properties[JsonWords.Key], null), items.Properties[JsonWords.Value])
            : SchemaBuilder.Array(Translate(items, null));
    }

    private SchemaBuilder Map(Schema key, SchemaNode? value) => SchemaBuilder.Map(
        key, value is null ? throw new SchemaBuilderException("valueSchema cannot be null.") : Translate(value, null));

    private SchemaBuilder Struct(SchemaNode node)
    {
        // Properties come in the order of a hash map; connect.index puts them into the order of the Connect schema they came from.
        var ordered = new SortedDictionary<int, string>();
        foreach (var name in JavaHashOrder.Of(node.Properties.Keys))
        {
            var property = node.Properties[name];
            ordered[property.IsPart ? ordered.Count : Whole(property, JsonWords.ConnectIndex) ?? ordered.Count] = name;
        }

        var builder = structs[node] = SchemaBuilder.Struct();
        foreach (var name in ordered.Values)
        {
            builder.Field(name, Translate(node.Properties[name], null, options.OptionalForNonRequired && !node.Required.Contains(name)));
        }

        structs.Remove(node);
        return builder;
    }

    private Schema Described(SchemaBuilder builder, SchemaNode node, int? version, bool isOptional)
    {
        var isPart = node.IsPart;
        if (builder.SchemaName is null && !isPart && node.Keyword("title") is { ValueKind: JsonValueKind.String } title)
        {
            builder.Name(title.GetString());
        }

        builder.Version((isPart ? null : Whole(node, JsonWords.ConnectVersion)) ?? version);
        if (!isPart && node.Keyword("description") is { ValueKind: JsonValueKind.String } description)
        {
            builder.Doc(description.GetString());
        }

        if (!isPart && node.Keyword(JsonWords.ConnectParameters) is { ValueKind: JsonValueKind.Object } parameters)
        {
            foreach (var parameter in parameters.EnumerateObject())
            {
                builder.Parameter(parameter.Name, parameter.Value.ToString());
            }
        }

        if (!isPart && node.Keyword("default") is { ValueKind: not JsonValueKind.Null } value)
        {
            builder.DefaultValue(values.Of(builder.Build(), value));
        }

        return (isOptional ? builder.Optional() : builder).Build();
    }

    private static string? ConnectType(SchemaNode node) =>
        !node.IsPart && node.Keyword(JsonWords.ConnectType) is { ValueKind: JsonValueKind.String } type ? type.GetString() : null;

    private static int? Whole(SchemaNode node, string keyword) =>
        node.Keyword(keyword) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var whole) ? whole : null;
}
