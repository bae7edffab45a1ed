using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Ms2Lab.Schemas.Formats.JsonSchema;
using Ms2Lab.Schemas.Formats.JsonSchema.Validation;

namespace Ms2Lab.Schemas.Tests.Generators;

/// <summary>A JSON Schema with a document that holds to it. FsCheck makes a failing one smaller: it goes into a part, or leaves properties out.</summary>
internal sealed record JsonCase(JsonNode Schema, JsonNode? Document)
{
    private static readonly string[] Bounds = ["minimum", "maximum", "minLength", "maxLength", "minItems", "required"];

    /// <summary>Cases of any shape.</summary>
    public static Arbitrary<JsonCase> Any { get; } = Arb.From(
        from seed in Gen.Choose(0, int.MaxValue) select Of(new RandomJsonSchema(new Random(seed))), c => c.Smaller());

    /// <summary>The schema, parsed.</summary>
    public JsonSchemaDocument Parsed => JsonSchemaDocument.Parse(Schema.ToJsonString(), []);

    /// <summary>Whether the document holds to a schema.</summary>
    public bool HoldsTo(JsonSchemaDocument schema)
    {
        using var document = JsonDocument.Parse(Document?.ToJsonString() ?? "null");
        return JsonSchemaValidator.Validate(schema.Root, document.RootElement) is null;
    }

    /// <summary>The schema with one bound less, for each bound in it.</summary>
    public IEnumerable<JsonSchemaDocument> Loosened() => Loosened(Schema).Select(s => JsonSchemaDocument.Parse(s.ToJsonString(), []));

    /// <summary>Cases with less in them.</summary>
    public IEnumerable<JsonCase> Smaller() => (Schema, Document) switch
    {
        ({ } schema, JsonObject document) when schema["properties"] is JsonObject properties =>
            properties.Select(p => new JsonCase(p.Value!, document[p.Key])).Concat(properties.Select(p => Without(p.Key))),
        ({ } schema, JsonArray items) when schema["items"] is { } item => [new JsonCase(item, items[0])],
        ({ } schema, { } document) when schema["anyOf"] is JsonArray branches => [new JsonCase(branches[1]!, document)],
        _ => [],
    };

    /// <summary>How a failing case is shown.</summary>
    public override string ToString() => $"{Schema.ToJsonString()} with {Document?.ToJsonString() ?? "null"}";

    private JsonCase Without(string property)
    {
        var (schema, document) = (Schema.DeepClone(), Document!.DeepClone().AsObject());
        schema["properties"]!.AsObject().Remove(property);
        schema["required"] = new JsonArray([.. Schema["required"]!.AsArray().Where(r => r!.GetValue<string>() != property).Select(r => r!.DeepClone())]);
        document.Remove(property);
        return new JsonCase(schema, document);
    }

    private static IEnumerable<JsonNode> Loosened(JsonNode schema)
    {
        foreach (var path in Paths(schema, []).ToList())
        {
            var copy = schema.DeepClone();
            var at = copy;
            foreach (var step in path.SkipLast(1))
            {
                at = step is int index ? at[index]! : at[(string)step]!;
            }

            at.AsObject().Remove((string)path[^1]);
            yield return copy;
        }
    }

    private static IEnumerable<object[]> Paths(JsonNode? node, object[] before) => node switch
    {
        JsonObject members => members.SelectMany(m => Bounds.Contains(m.Key) && before.LastOrDefault() is not "properties"
            ? [[.. before, m.Key]] : Paths(m.Value, [.. before, m.Key])),
        JsonArray items => items.SelectMany((item, i) => Paths(item, [.. before, i])),
        _ => [],
    };

    private static JsonCase Of(RandomJsonSchema random)
    {
        var (schema, document) = random.Pair();
        return new JsonCase(schema, document);
    }
}
