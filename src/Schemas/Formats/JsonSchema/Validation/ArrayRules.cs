using System.Text.Json;

namespace Ms2Lab.Schemas.Formats.JsonSchema.Validation;

/// <summary>Items: how many, whether they differ, and what they hold. The order of the checks is the order of the violations.</summary>
internal sealed class ArrayRules(Func<SchemaNode, JsonElement, JsonSchemaViolation?> check)
{
    internal void Check(SchemaNode schema, JsonElement json, List<JsonSchemaViolation> found)
    {
        CheckSize(schema, json, found);
        if (schema.Keyword("uniqueItems")?.ValueKind == JsonValueKind.True && HasTwins(json))
        {
            found.Add(JsonSchemaViolation.Here("array items are not unique", "uniqueItems"));
        }

        CheckItems(schema, json, found);
        if (schema.Contains is { } contained && !json.EnumerateArray().Any(i => check(contained, i) is null))
        {
            found.Add(JsonSchemaViolation.Here("expected at least one array item to match 'contains' schema", "contains"));
        }
    }

    private static void CheckSize(SchemaNode schema, JsonElement json, List<JsonSchemaViolation> found)
    {
        var length = json.GetArrayLength();
        if (JsonValues.Count(schema, "minItems") is { } minimum && length < minimum)
        {
            found.Add(JsonSchemaViolation.Here($"expected minimum item count: {minimum}, found: {length}", "minItems"));
        }

        if (JsonValues.Count(schema, "maxItems") is { } maximum && length > maximum)
        {
            found.Add(JsonSchemaViolation.Here($"expected maximum item count: {maximum}, found: {length}", "maxItems"));
        }
    }

    // By hash of the canonical text first would be faster, but numbers are the same by value: 1 and 1.0.
    private static bool HasTwins(JsonElement json)
    {
        var items = json.EnumerateArray().ToList();
        for (var i = 1; i < items.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (JsonValues.Same(items[i], items[j]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // In 2020-12 "items" alone may forbid all items.
    private static SchemaNode? None(SchemaNode schema) => schema.Keyword("items")?.ValueKind == JsonValueKind.False ? schema.Additional : null;

    private void CheckItems(SchemaNode schema, JsonElement json, List<JsonSchemaViolation> found)
    {
        var listed = schema.PrefixItems.Count;
        if (listed > 0 && !schema.PermitsAdditional && json.GetArrayLength() > listed)
        {
            found.Add(JsonSchemaViolation.Here($"expected: [{listed}] array items, found: [{json.GetArrayLength()}]", "items"));
        }

        var index = 0;
        foreach (var item in json.EnumerateArray())
        {
            var type = index < listed ? schema.PrefixItems[index] : listed == 0 ? schema.Items ?? None(schema) : schema.AdditionalSchema;
            if (type is not null && check(type, item) is { } violation)
            {
                found.Add(violation.Within(JsonValues.Text(index)));
            }

            index++;
        }
    }
}
