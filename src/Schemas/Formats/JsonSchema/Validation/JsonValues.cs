using System.Globalization;
using System.Text.Json;
using Ms2Lab.Schemas.Formats.Json;

namespace Ms2Lab.Schemas.Formats.JsonSchema.Validation;

/// <summary>Values of a document: what texts call them, and when two are the same.</summary>
internal static class JsonValues
{
    /// <summary>The Java class by which texts name a value's kind.</summary>
    internal static string ClassOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "JSONObject",
        JsonValueKind.Array => "JSONArray",
        JsonValueKind.String => "String",
        JsonValueKind.True or JsonValueKind.False => "Boolean",
        JsonValueKind.Number => !IsIntegral(json) ? "BigDecimal" : json.TryGetInt32(out _) ? "Integer" : json.TryGetInt64(out _) ? "Long" : "BigInteger",
        _ => "null",
    };

    /// <summary>A value as texts show it: texts without quotes.</summary>
    internal static string Shown(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString()! : JsonText.Of(json);

    internal static JsonSchemaViolation WrongType(string expected, JsonElement json) =>
        JsonSchemaViolation.Here($"expected type: {expected}, found: {ClassOf(json)}", "type");

    /// <summary>Whether it is written without point and exponent.</summary>
    internal static bool IsIntegral(JsonElement json) => json.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0;

    /// <summary>Compares two numbers; as decimals while they fit.</summary>
    internal static int Compare(JsonElement a, JsonElement b) => a.TryGetDecimal(out var left) && b.TryGetDecimal(out var right)
        ? left.CompareTo(right)
        : a.GetDouble().CompareTo(b.GetDouble());

    /// <summary>Whether two values are the same: numbers by value, objects whatever their order.</summary>
    internal static bool Same(JsonElement a, JsonElement b) => (a.ValueKind, b.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => Compare(a, b) == 0,
        (JsonValueKind.Array, JsonValueKind.Array) => a.GetArrayLength() == b.GetArrayLength() && a.EnumerateArray().Zip(b.EnumerateArray()).All(p => Same(p.First, p.Second)),
        (JsonValueKind.Object, JsonValueKind.Object) => Members(a) == Members(b) && a.EnumerateObject().All(m => b.TryGetProperty(m.Name, out var other) && Same(m.Value, other)),
        (JsonValueKind.String, JsonValueKind.String) => a.GetString() == b.GetString(),
        var (left, right) => left == right,
    };

    /// <summary>How many members an object has.</summary>
    internal static int Members(JsonElement json) => json.EnumerateObject().Select(m => m.Name).Distinct(StringComparer.Ordinal).Count();

    /// <summary>A keyword's whole number, or null.</summary>
    internal static long? Count(SchemaNode schema, string keyword) =>
        schema.Keyword(keyword) is { ValueKind: JsonValueKind.Number } number && number.TryGetDecimal(out var value)
            ? (long)decimal.Clamp(value, long.MinValue, long.MaxValue)
            : null;

    internal static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
