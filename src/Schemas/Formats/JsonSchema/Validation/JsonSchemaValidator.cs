using System.Text.Json;
using Ms2Lab.Schemas.Formats.Json;

namespace Ms2Lab.Schemas.Formats.JsonSchema.Validation;

/// <summary>
/// Checks a document against a schema as the registry's serializers do (drafts 4, 6, 7, and as far as their keywords are the same
/// 2019-09 and 2020-12). A schema that applies itself to the same value again and again is refused after 500 levels.
/// </summary>
public sealed class JsonSchemaValidator
{
    private const int MaxDepth = 500;
    private readonly ObjectRules objects;
    private readonly ArrayRules arrays;
    private int depth;

    private JsonSchemaValidator()
    {
        objects = new ObjectRules(Check);
        arrays = new ArrayRules(Check);
    }

    /// <summary>What is wrong with a document, or null.</summary>
    /// <exception cref="InvalidSchemaException">A reference leads nowhere, or the schema never comes to an end.</exception>
    public static JsonSchemaViolation? Validate(SchemaNode schema, JsonElement json) => new JsonSchemaValidator().Check(schema, json);

    private JsonSchemaViolation? Check(SchemaNode schema, JsonElement json)
    {
        if (++depth > MaxDepth)
        {
            throw new InvalidSchemaException($"The schema applies itself deeper than {MaxDepth} levels");
        }

        var found = Found(schema.Resolved, json);
        depth--;
        return found;
    }

    private JsonSchemaViolation? Found(SchemaNode schema, JsonElement json) => schema.Kind switch
    {
        SchemaKind.False => JsonSchemaViolation.Here("false schema always fails", "false"),
        SchemaKind.Null => json.ValueKind == JsonValueKind.Null ? null : JsonSchemaViolation.Here($"expected: null, found: {JsonValues.ClassOf(json)}", "type"),
        SchemaKind.Boolean => json.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : JsonValues.WrongType("Boolean", json),
        SchemaKind.String => Typed(schema, json, json.ValueKind == JsonValueKind.String, "String", StringRules.Check),
        SchemaKind.Number => Number(schema, json),
        SchemaKind.Object => Typed(schema, json, json.ValueKind == JsonValueKind.Object, "JSONObject", objects.Check),
        SchemaKind.Array => Typed(schema, json, json.ValueKind == JsonValueKind.Array, "JSONArray", arrays.Check),
        SchemaKind.Const => JsonValues.Same(schema.Keyword("const")!.Value, json) ? null : JsonSchemaViolation.Here("", "const"),
        SchemaKind.Enum => schema.Keyword("enum")!.Value.EnumerateArray().Any(v => JsonValues.Same(v, json))
            ? null
            : JsonSchemaViolation.Here($"{JsonValues.Shown(json)} is not a valid enum value", "enum"),
        SchemaKind.AllOf or SchemaKind.AnyOf or SchemaKind.OneOf => Combination(schema, json),
        SchemaKind.Not => Check(schema.Parts[0], json) is null
            ? JsonSchemaViolation.Here($"subject must not be valid against schema {JsonText.Of(schema.Parts[0].Json)}", "not")
            : null,
        SchemaKind.Conditional => Conditional(schema, json),
        _ => null,
    };

    private static JsonSchemaViolation? Number(SchemaNode schema, JsonElement json)
    {
        var fits = json.ValueKind == JsonValueKind.Number && (!schema.IsInteger || JsonValues.IsIntegral(json));
        return Typed(schema, json, fits, schema.IsInteger ? "Integer" : "Number", NumberRules.Check);
    }

    // Keywords without a type say nothing about values of other types.
    private static JsonSchemaViolation? Typed(
        SchemaNode schema, JsonElement json, bool fits, string expected, Action<SchemaNode, JsonElement, List<JsonSchemaViolation>> check)
    {
        if (!fits)
        {
            return schema.RequiresType ? JsonValues.WrongType(expected, json) : null;
        }

        var found = new List<JsonSchemaViolation>();
        check(schema, json, found);
        return JsonSchemaViolation.Of(found);
    }

    private JsonSchemaViolation? Combination(SchemaNode schema, JsonElement json)
    {
        var failures = schema.Parts.Select(p => Check(p, json)).OfType<JsonSchemaViolation>().ToList();
        var total = schema.Parts.Count;
        var matching = total - failures.Count;
        var (text, keyword) = schema.Kind switch
        {
            SchemaKind.AllOf => (matching < total ? $"only {matching} subschema matches out of {total}" : null, "allOf"),
            SchemaKind.AnyOf => (matching == 0 ? $"no subschema matched out of the total {total} subschemas" : null, "anyOf"),
            _ => (matching != 1 ? $"{matching} subschemas matched instead of one" : null, "oneOf"),
        };
        return text is null ? null : JsonSchemaViolation.Here(text, keyword, failures);
    }

    private JsonSchemaViolation? Conditional(SchemaNode schema, JsonElement json)
    {
        if (schema.If is null || (schema.Then is null && schema.Else is null))
        {
            return null;
        }

        var condition = Check(schema.If, json);
        if (condition is null)
        {
            return schema.Then is { } then && Check(then, json) is { } failure
                ? JsonSchemaViolation.Here("input is invalid against the \"then\" schema", "then", [failure])
                : null;
        }

        return schema.Else is { } otherwise && Check(otherwise, json) is { } both
            ? JsonSchemaViolation.Here("input is invalid against both the \"if\" and \"else\" schema", "else", [condition, both])
            : null;
    }
}
