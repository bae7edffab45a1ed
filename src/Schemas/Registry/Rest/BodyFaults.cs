using System.Text.Json;
using System.Text.Json.Nodes;
using Ms2Lab.Schemas.Formats.Json;

namespace Ms2Lab.Schemas.Registry.Rest;

/// <summary>Reads members of a body; refuses wrong kinds with the texts of the real server's JSON reader.</summary>
internal static class BodyFaults
{
    internal static RegistryException Malformed(string body, JsonException found) => new(400, 400, JsonSyntaxFault.Of(body)?.Message ?? found.Message);

    internal static RegistryException WrongShape(string body) => new(400, 400, body.TrimStart().StartsWith('[')
        ? "Cannot deserialize value of type `RegisterSchemaRequest` from Array value (token `JsonToken.START_ARRAY`)"
        : "Cannot construct instance of `RegisterSchemaRequest` (although at least one Creator exists): no String-argument constructor/factory method to deserialize from String value");

    internal static string? Text(JsonObject json, string member) => json[member] switch
    {
        null => null,
        JsonValue v when v.GetValueKind() == JsonValueKind.String => v.GetValue<string>(),
        JsonValue v => v.ToJsonString(),
        JsonArray => throw new RegistryException(400, 400, "Cannot deserialize value of type `String` from Array value (token `JsonToken.START_ARRAY`)"),
        _ => throw new RegistryException(400, 400, "Cannot deserialize value of type `String` from Object value (token `JsonToken.START_OBJECT`)"),
    };

    internal static int? Integer(JsonObject json, string member) => json[member] switch
    {
        null => null,
        JsonValue v when v.GetValueKind() == JsonValueKind.Number => (int)v.GetValue<double>(),
        JsonValue v when v.GetValueKind() == JsonValueKind.String && int.TryParse(v.GetValue<string>(), out var n) => n,
        JsonValue v => throw new RegistryException(
            400, 400, $"Cannot deserialize value of type `Integer` from String \"{v}\": not a valid `java.lang.Integer` value"),
        _ => throw new RegistryException(400, 400, "Cannot deserialize value of type `Integer` from Object value (token `JsonToken.START_OBJECT`)"),
    };

    internal static bool? Flag(JsonObject json, string member) => json[member] switch
    {
        null => null,
        JsonValue v when v.GetValueKind() is JsonValueKind.True or JsonValueKind.False => v.GetValue<bool>(),
        JsonValue v when bool.TryParse(v.ToString(), out var flag) => flag,
        var v => throw new RegistryException(
            400, 400, $"Cannot deserialize value of type `Boolean` from String \"{v}\": only \"true\" or \"false\" recognized"),
    };

    internal static IReadOnlyList<SchemaReference> References(JsonObject json) => json["references"] switch
    {
        null => [],
        JsonArray array => [.. array.Select(r => r as JsonObject ?? throw WrongReference()).Select(r =>
            new SchemaReference(Text(r, "name"), Text(r, "subject"), Integer(r, "version")))],
        _ => throw WrongReference(),
    };

    private static RegistryException WrongReference() =>
        new(400, 400, "Cannot deserialize value of type `SchemaReference>` from Object value (token `JsonToken.START_OBJECT`)");
}
