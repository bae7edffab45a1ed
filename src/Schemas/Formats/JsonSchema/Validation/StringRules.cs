using System.Text.Json;

namespace Ms2Lab.Schemas.Formats.JsonSchema.Validation;

/// <summary>Length in code points, pattern and format of texts.</summary>
internal static class StringRules
{
    internal static void Check(SchemaNode schema, JsonElement json, List<JsonSchemaViolation> found)
    {
        var text = json.GetString()!;
        var length = text.EnumerateRunes().Count();
        if (JsonValues.Count(schema, "minLength") is { } minimum && length < minimum)
        {
            found.Add(JsonSchemaViolation.Here($"expected minLength: {minimum}, actual: {length}", "minLength"));
        }

        if (JsonValues.Count(schema, "maxLength") is { } maximum && length > maximum)
        {
            found.Add(JsonSchemaViolation.Here($"expected maxLength: {maximum}, actual: {length}", "maxLength"));
        }

        if (schema.Keyword("pattern") is { ValueKind: JsonValueKind.String } pattern && !SchemaPattern.Matches(pattern.GetString()!, text))
        {
            found.Add(JsonSchemaViolation.Here($"string [{text}] does not match pattern {pattern.GetString()}", "pattern"));
        }

        if (schema.Keyword("format") is { ValueKind: JsonValueKind.String } format && StringFormats.Fault(format.GetString()!, text) is { } fault)
        {
            found.Add(JsonSchemaViolation.Here(fault, "format"));
        }
    }
}
