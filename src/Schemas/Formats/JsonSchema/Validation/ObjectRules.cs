using System.Text.Json;

namespace Ms2Lab.Schemas.Formats.JsonSchema.Validation;

/// <summary>Properties: which must be there, which may, and what they hold. The order of the checks is the order of the violations.</summary>
internal sealed class ObjectRules(Func<SchemaNode, JsonElement, JsonSchemaViolation?> check)
{
    internal void Check(SchemaNode schema, JsonElement json, List<JsonSchemaViolation> found)
    {
        foreach (var name in RequiredInOrder(schema).Where(name => !json.TryGetProperty(name, out _)))
        {
            found.Add(JsonSchemaViolation.Here($"required key [{name}] not found", "required"));
        }

        CheckNames(schema, json, found);
        CheckSize(schema, json, found);
        foreach (var (name, wanted) in schema.DependentRequired.Where(d => json.TryGetProperty(d.Key, out _)))
        {
            found.AddRange(wanted.Where(w => !json.TryGetProperty(w, out _))
                .Select(w => JsonSchemaViolation.Here($"property [{w}] is required", "dependencies")));
        }

        CheckAdditional(schema, json, found);
        foreach (var (pattern, value) in schema.PatternProperties)
        {
            Add(found, Names(json).Where(n => SchemaPattern.Matches(pattern, n)).Select(n => check(value, json.GetProperty(n))?.Within(n)));
        }

        Add(found, schema.DependentSchemas.Where(d => json.TryGetProperty(d.Key, out _)).Select(d => check(d.Value, json)));
        foreach (var (name, value) in schema.Properties)
        {
            if (json.TryGetProperty(name, out var member))
            {
                Add(found, [check(value, member)?.Within(name)]);
            }
        }
    }

    private static IEnumerable<string> RequiredInOrder(SchemaNode schema) =>
        schema.Keyword("required") is { ValueKind: JsonValueKind.Array } names ? names.EnumerateArray().Select(n => n.ToString()) : schema.Required;

    private void CheckNames(SchemaNode schema, JsonElement json, List<JsonSchemaViolation> found)
    {
        if (schema.PropertyNames is not { } names)
        {
            return;
        }

        foreach (var name in Names(json))
        {
            Add(found, [check(names, JsonSerializer.SerializeToElement(name))?.Within(name)]);
        }
    }

    private static void CheckSize(SchemaNode schema, JsonElement json, List<JsonSchemaViolation> found)
    {
        var size = JsonValues.Members(json);
        if (JsonValues.Count(schema, "minProperties") is { } minimum && size < minimum)
        {
            found.Add(JsonSchemaViolation.Here($"minimum size: [{minimum}], found: [{size}]", "minProperties"));
        }

        if (JsonValues.Count(schema, "maxProperties") is { } maximum && size > maximum)
        {
            found.Add(JsonSchemaViolation.Here($"maximum size: [{maximum}], found: [{size}]", "maxProperties"));
        }
    }

    private void CheckAdditional(SchemaNode schema, JsonElement json, List<JsonSchemaViolation> found)
    {
        if (schema.Additional is null)
        {
            return;
        }

        foreach (var name in Names(json).Where(n => !schema.Properties.ContainsKey(n) && !schema.PatternProperties.Keys.Any(p => SchemaPattern.Matches(p, n))))
        {
            Add(found, [schema.PermitsAdditional
                ? check(schema.Additional, json.GetProperty(name))?.Within(name)
                : JsonSchemaViolation.Here($"extraneous key [{name}] is not permitted", "additionalProperties")]);
        }
    }

    // The names of a Java object come in the order of its hash map.
    private static IReadOnlyList<string> Names(JsonElement json) => JavaHashOrder.Of(json.EnumerateObject().Select(m => m.Name));

    private static void Add(List<JsonSchemaViolation> found, IEnumerable<JsonSchemaViolation?> violations) =>
        found.AddRange(violations.OfType<JsonSchemaViolation>());
}
