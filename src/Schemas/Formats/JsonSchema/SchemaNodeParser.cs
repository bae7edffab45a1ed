using System.Text.Json;

namespace Ms2Lab.Schemas.Formats.JsonSchema;

/// <summary>Builds nodes of one document (drafts 4, 6, 7, 2019-09 and 2020-12).</summary>
internal sealed class SchemaNodeParser
{
    private const int MaxDepth = 150;
    private static readonly string[] ObjectWords =
        ["properties", "required", "additionalProperties", "minProperties", "maxProperties", "patternProperties", "dependencies", "propertyNames",
         "dependentRequired", "dependentSchemas", "unevaluatedProperties"];

    private static readonly string[] ArrayWords =
        ["items", "additionalItems", "minItems", "maxItems", "uniqueItems", "contains", "prefixItems", "unevaluatedItems", "minContains", "maxContains"];

    private static readonly string[] StringWords = ["minLength", "maxLength", "pattern", "format"];
    private static readonly string[] NumberWords = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
    private readonly bool prefixed;
    private int depth;

    internal SchemaNodeParser(JsonElement root, IReadOnlyDictionary<string, SchemaNodeParser> others)
    {
        Targets = new ReferenceTargets(root, others, Parse);
        prefixed = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("$schema", out var s) && s.ToString().Contains("2020-12", StringComparison.Ordinal);
    }

    internal ReferenceTargets Targets { get; }

    internal SchemaNode Root() => Targets.At("");

    internal SchemaNode Parse(JsonElement json)
    {
        if (++depth > MaxDepth)
        {
            throw new InvalidSchemaException("Invalid JSON");
        }

        try
        {
            return json.ValueKind switch
            {
                JsonValueKind.True => new SchemaNode(SchemaKind.Empty, json),
                JsonValueKind.False => new SchemaNode(SchemaKind.False, json),
                JsonValueKind.Object => ParseObject(json),
                _ => throw new InvalidSchemaException("Invalid JSON"),
            };
        }
        finally
        {
            depth--;
        }
    }

    private SchemaNode ParseObject(JsonElement json)
    {
        if (json.TryGetProperty("$ref", out var reference))
        {
            var uri = reference.ValueKind == JsonValueKind.String ? reference.GetString()! : throw new InvalidSchemaException("Invalid JSON");
            return SchemaNode.ReferenceTo(json, () => Targets.Find(uri));
        }

        var found = new List<(SchemaKind Kind, string Detail)>();
        void Look(string word, SchemaKind kind)
        {
            if (json.TryGetProperty(word, out _))
            {
                found.Add((kind, word));
            }
        }

        Look("enum", SchemaKind.Enum);
        Look("allOf", SchemaKind.AllOf);
        Look("anyOf", SchemaKind.AnyOf);
        Look("oneOf", SchemaKind.OneOf);
        Look("not", SchemaKind.Not);
        Look("const", SchemaKind.Const);
        Look("if", SchemaKind.Conditional);
        if (json.TryGetProperty("type", out var type))
        {
            found.Add(type.ValueKind == JsonValueKind.Array ? (SchemaKind.AnyOf, "type") : (KindOf(type), type.GetString()!));
        }
        else
        {
            Sniff(json, found);
        }

        if (found.Count == 0)
        {
            // The reader of 2020-12 keeps no id of a schema that says nothing else.
            return new SchemaNode(SchemaKind.Empty, json) { HasNoId = prefixed };
        }

        if (found.Count == 1)
        {
            return Build(json, found[0].Kind, found[0].Detail, part: false);
        }

        var all = new SchemaNode(SchemaKind.AllOf, json);
        all.Parts.AddRange(found.Select(f => Build(json, f.Kind, f.Detail, part: true)));
        return all;
    }

    private void Sniff(JsonElement json, List<(SchemaKind Kind, string Detail)> found)
    {
        foreach (var (words, kind) in new[]
        {
            (StringWords, SchemaKind.String), (ArrayWords, SchemaKind.Array), (ObjectWords, SchemaKind.Object), (NumberWords, SchemaKind.Number),
        })
        {
            if (words.Any(w => json.TryGetProperty(w, out var v) && !(prefixed && v.ValueKind == JsonValueKind.Object && !v.EnumerateObject().Any() && w == "properties")))
            {
                found.Add((kind, ""));
            }
        }
    }

    private static SchemaKind KindOf(JsonElement type) => type.ValueKind != JsonValueKind.String ? throw new InvalidSchemaException("Invalid JSON") : type.GetString() switch
    {
        "string" => SchemaKind.String,
        "number" or "integer" => SchemaKind.Number,
        "boolean" => SchemaKind.Boolean,
        "null" => SchemaKind.Null,
        "object" => SchemaKind.Object,
        "array" => SchemaKind.Array,
        _ => throw new InvalidSchemaException("Invalid JSON"),
    };

    private SchemaNode Build(JsonElement json, SchemaKind kind, string detail, bool part)
    {
        var node = new SchemaNode(kind, json)
        {
            IsPart = part, RequiresType = detail.Length > 0, IsInteger = detail == "integer",
            Required = kind == SchemaKind.Object && json.TryGetProperty("required", out var r) && r.ValueKind is not (JsonValueKind.True or JsonValueKind.False)
                ? Names(r) : new HashSet<string>(),
        };
        switch (kind)
        {
            case SchemaKind.AnyOf when detail == "type":
                node.Parts.AddRange(json.GetProperty("type").EnumerateArray().Select(t => Build(json, KindOf(t), t.GetString()!, part: true)));
                break;
            case SchemaKind.AllOf or SchemaKind.AnyOf or SchemaKind.OneOf:
                var list = json.GetProperty(detail);
                node.Parts.AddRange(list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(Parse) : throw new InvalidSchemaException("Invalid JSON"));
                break;
            case SchemaKind.Not:
                node.Parts.Add(Parse(json.GetProperty("not")));
                break;
            case SchemaKind.Conditional:
                (node.If, node.Then, node.Else) = (Child(json, "if"), Child(json, "then"), Child(json, "else"));
                break;
            case SchemaKind.Enum when json.GetProperty("enum").ValueKind != JsonValueKind.Array:
                throw new InvalidSchemaException("Invalid JSON");
            case SchemaKind.Object:
                ReadObject(node, json);
                break;
            case SchemaKind.Array:
                ReadArray(node, json);
                break;
        }

        return node;
    }

    private void ReadObject(SchemaNode node, JsonElement json)
    {
        Read(json, "properties", node.Properties);
        Read(json, "patternProperties", node.PatternProperties);
        Read(json, "dependentSchemas", node.DependentSchemas);
        node.Additional = Child(json, "additionalProperties");
        node.Unevaluated = Child(json, "unevaluatedProperties");
        node.PropertyNames = Child(json, "propertyNames");
        foreach (var word in new[] { "dependencies", "dependentRequired" })
        {
            foreach (var (name, value) in Members(json, word))
            {
                if (value.ValueKind == JsonValueKind.Array)
                {
                    node.DependentRequired[name] = Names(value);
                }
                else
                {
                    node.DependentSchemas[name] = Parse(value);
                }
            }
        }
    }

    private void ReadArray(SchemaNode node, JsonElement json)
    {
        node.Unevaluated = Child(json, "unevaluatedItems");
        node.Contains = Child(json, "contains");
        var listed = prefixed ? "prefixItems" : "items";
        if (json.TryGetProperty(listed, out var first) && first.ValueKind == JsonValueKind.Array)
        {
            node.PrefixItems.AddRange(first.EnumerateArray().Select(Parse));
            node.Additional = Child(json, prefixed ? "items" : "additionalItems");
        }
        else if (prefixed && json.TryGetProperty("items", out var all) && all.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            node.Additional = Parse(json.GetProperty("items"));
        }
        else
        {
            node.Items = Child(json, "items");
            node.Additional = Child(json, "additionalItems");
        }
    }

    private SchemaNode? Child(JsonElement json, string word) => json.TryGetProperty(word, out var child) ? Parse(child) : null;

    private void Read(JsonElement json, string word, OrderedDictionary<string, SchemaNode> into)
    {
        foreach (var (name, value) in Members(json, word))
        {
            into[name] = Parse(value);
        }
    }

    private static IEnumerable<(string Name, JsonElement Value)> Members(JsonElement json, string word)
    {
        if (!json.TryGetProperty(word, out var members))
        {
            return [];
        }

        return members.ValueKind == JsonValueKind.Object ? members.EnumerateObject().Select(m => (m.Name, m.Value)) : throw new InvalidSchemaException("Invalid JSON");
    }

    private static HashSet<string> Names(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray().Select(e => e.ToString())] : throw new InvalidSchemaException("Invalid JSON");
}
