using System.Text.Json;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.SchemaConverters.Json;

/// <summary>What a piece of JSON is, and how well it fits a schema.</summary>
internal static class JsonKinds
{
    /// <summary>The kind as error texts name it.</summary>
    internal static string NameOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "BOOLEAN",
        var kind => kind.ToString().ToUpperInvariant(),
    };

    /// <summary>Whether it is a number written without point and exponent.</summary>
    internal static bool IsIntegral(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number && json.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0;

    /// <summary>Whether it is such a number of 32 bits.</summary>
    internal static bool IsInt(JsonElement json) => IsIntegral(json) && json.TryGetInt32(out _);

    /// <summary>Whether JSON is of the kind of a schema that has no fields.</summary>
    internal static bool IsSimple(Schema schema, JsonElement json) => schema.Type switch
    {
        SchemaType.Int8 or SchemaType.Int16 or SchemaType.Int32 or SchemaType.Int64 => IsIntegral(json),
        SchemaType.Float32 or SchemaType.Float64 => json.ValueKind == JsonValueKind.Number,
        SchemaType.Boolean => json.ValueKind is JsonValueKind.True or JsonValueKind.False,
        SchemaType.String => json.ValueKind == JsonValueKind.String,
        SchemaType.Array => json.ValueKind == JsonValueKind.Array,
        SchemaType.Map => json.ValueKind is JsonValueKind.Object or JsonValueKind.Array,
        _ => false,
    };

    /// <summary>How many of a struct's fields an object has, those of structs in it included.</summary>
    internal static int Matches(Schema schema, JsonElement json)
    {
        if (schema.Type != SchemaType.Struct || json.ValueKind != JsonValueKind.Object)
        {
            return 0;
        }

        var matches = 0;
        foreach (var field in schema.Fields)
        {
            if (json.TryGetProperty(field.Name, out var member))
            {
                matches += 1 + Matches(field.Schema, member);
            }
        }

        return matches;
    }
}
