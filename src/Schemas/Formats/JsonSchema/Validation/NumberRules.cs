using System.Text.Json;

namespace Ms2Lab.Schemas.Formats.JsonSchema.Validation;

/// <summary>Limits of numbers. Draft 4 says by a boolean that a limit itself is excluded, later drafts have limits of their own for it.</summary>
internal static class NumberRules
{
    internal static void Check(SchemaNode schema, JsonElement json, List<JsonSchemaViolation> found)
    {
        Minimum(schema, json, found);
        Maximum(schema, json, found);
        if (Limit(schema, "multipleOf") is { } step && !IsMultiple(json, step))
        {
            Add(found, $"{Shown(json)} is not a multiple of {Shown(step)}", "multipleOf");
        }
    }

    private static void Minimum(SchemaNode schema, JsonElement json, List<JsonSchemaViolation> found)
    {
        if (Limit(schema, "minimum") is { } minimum)
        {
            var compared = JsonValues.Compare(json, minimum);
            if (IsExclusive(schema, "exclusiveMinimum") && compared <= 0)
            {
                Add(found, $"{Shown(json)} is not greater than {Shown(minimum)}", "exclusiveMinimum");
            }
            else if (compared < 0)
            {
                Add(found, $"{Shown(json)} is not greater or equal to {Shown(minimum)}", "minimum");
            }
        }

        if (Limit(schema, "exclusiveMinimum") is { } excluded && JsonValues.Compare(json, excluded) <= 0)
        {
            Add(found, $"{Shown(json)} is not greater than {Shown(excluded)}", "exclusiveMinimum");
        }
    }

    private static void Maximum(SchemaNode schema, JsonElement json, List<JsonSchemaViolation> found)
    {
        if (Limit(schema, "maximum") is { } maximum)
        {
            var compared = JsonValues.Compare(maximum, json);
            if (IsExclusive(schema, "exclusiveMaximum") && compared <= 0)
            {
                Add(found, $"{Shown(json)} is not less than {Shown(maximum)}", "exclusiveMaximum");
            }
            else if (compared < 0)
            {
                Add(found, $"{Shown(json)} is not less or equal to {Shown(maximum)}", "maximum");
            }
        }

        if (Limit(schema, "exclusiveMaximum") is { } excluded && JsonValues.Compare(json, excluded) >= 0)
        {
            Add(found, $"{Shown(json)} is not less than {Shown(excluded)}", "exclusiveMaximum");
        }
    }

    private static bool IsMultiple(JsonElement json, JsonElement step)
    {
        if (json.TryGetDecimal(out var value) && step.TryGetDecimal(out var unit))
        {
            return unit == 0 || value % unit == 0;
        }

        return Math.IEEERemainder(json.GetDouble(), step.GetDouble()) == 0;
    }

    private static JsonElement? Limit(SchemaNode schema, string keyword) =>
        schema.Keyword(keyword) is { ValueKind: JsonValueKind.Number } limit ? limit : null;

    private static bool IsExclusive(SchemaNode schema, string keyword) => schema.Keyword(keyword)?.ValueKind == JsonValueKind.True;

    private static string Shown(JsonElement json) => JsonValues.Shown(json);

    private static void Add(List<JsonSchemaViolation> found, string text, string keyword) => found.Add(JsonSchemaViolation.Here(text, keyword));
}
