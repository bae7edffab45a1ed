using System.Text.Json;
using Ms2Lab.Schemas.Formats.Json;

namespace Ms2Lab.Schemas.Formats.JsonSchema;

/// <summary>A JSON Schema with what it refers to.</summary>
public sealed class JsonSchemaDocument : ParsedSchema
{
    private readonly JsonElement json;
    private readonly IReadOnlyList<SchemaSource> references;
    private SchemaNode? root;

    private JsonSchemaDocument(JsonElement json, IReadOnlyList<SchemaSource> references)
    {
        this.json = json;
        this.references = references;
        CanonicalText = JsonText.Of(json);
    }

    /// <summary>The outermost schema. Throws <see cref="InvalidSchemaException"/> when the document is no schema.</summary>
    public SchemaNode Root => root ??= Build();

    /// <inheritdoc/>
    public override string SchemaType => "JSON";

    /// <inheritdoc/>
    public override string CanonicalText { get; }

    /// <inheritdoc/>
    public override string NormalizedText => JsonText.Of(json, sorted: true);

    /// <inheritdoc/>
    public override string? Name => json.ValueKind == JsonValueKind.Object && json.TryGetProperty("title", out var t) ? t.ToString() : null;

    /// <summary>Reads the JSON; whether it is a schema shows in <see cref="Validate"/>. Throws <see cref="InvalidSchemaException"/> on bad JSON.</summary>
    public static JsonSchemaDocument Parse(string text, IReadOnlyList<SchemaSource> references)
    {
        try
        {
            return new JsonSchemaDocument(JsonText.Parse(text), references);
        }
        catch (JsonException e)
        {
            throw new InvalidSchemaException("Invalid JSON schema", e);
        }
    }

    /// <inheritdoc/>
    public override bool HasTopLevelField(string name) => json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(name, out _);

    /// <inheritdoc/>
    public override void Validate(bool strictFieldNames)
    {
        Check(Root, strictFieldNames, new HashSet<SchemaNode>(ReferenceEqualityComparer.Instance));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<SchemaDifference> DifferencesFrom(ParsedSchema writer, bool lenient = false) =>
        JsonSchemaDiff.Compare(((JsonSchemaDocument)writer).Root, Root, lenient);

    private SchemaNode Build()
    {
        var others = new Dictionary<string, SchemaNodeParser>();
        foreach (var reference in references)
        {
            others[reference.Name] = new SchemaNodeParser(JsonText.Parse(reference.Text), others);
        }

        return new SchemaNodeParser(json, others).Root();
    }

    private static void Check(SchemaNode node, bool strictFieldNames, HashSet<SchemaNode> seen)
    {
        var schema = node.Resolved;
        if (!seen.Add(schema))
        {
            return;
        }

        if (strictFieldNames && schema.Properties.Keys.Any(p => p.StartsWith("$$", StringComparison.Ordinal)))
        {
            throw new InvalidSchemaException("#: Field names cannot start with $$ prefix");
        }

        foreach (var child in schema.Properties.Values.Concat(schema.PatternProperties.Values).Concat(schema.Parts).Concat(schema.PrefixItems)
            .Concat(schema.DependentSchemas.Values).Concat(new[] { schema.Items, schema.Additional, schema.Unevaluated }.OfType<SchemaNode>()))
        {
            Check(child, strictFieldNames, seen);
        }
    }
}
