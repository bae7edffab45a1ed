using System.Text.Json;
using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Rest.Json;

namespace Ms2Lab.Connect.Runtime.Configs;

/// <summary>Values of the config topic as JSON without schemas, with the fields in the order of the real worker's.</summary>
internal static class ConfigJson
{
    public static byte[] Properties(IEnumerable<KeyValuePair<string, string?>> properties) => Write(json =>
    {
        json.WritePropertyName("properties");
        RestJson.Fields(json, properties);
    });

    /// <summary>Workers older than KIP-875 read <c>state</c> and know no STOPPED.</summary>
    public static byte[] Target(TargetState state) => Write(json =>
    {
        json.WriteString("state", TargetStates.Name(state == TargetState.Stopped ? TargetState.Paused : state));
        json.WriteString("state.v2", TargetStates.Name(state));
    });

    public static byte[] Commit(int tasks) => Write(json => json.WriteNumber("tasks", tasks));

    public static byte[] TaskCount(int tasks) => Write(json => json.WriteNumber("task-count", tasks));

    public static byte[] Key(SessionKey key) => Write(json =>
    {
        json.WriteString("key", Convert.ToBase64String(key.Key));
        json.WriteString("algorithm", key.Algorithm);
        json.WriteNumber("creation-timestamp", key.Created);
    });

    public static byte[] Restart(RestartRequest request) => Write(json =>
    {
        json.WriteBoolean("include-tasks", request.IncludeTasks);
        json.WriteBoolean("only-failed", request.OnlyFailed);
    });

    public static byte[] Level(string level) => Write(json => json.WriteString("level", level));

    /// <summary>Reads the settings of a connector or task; null if there are none.</summary>
    public static Dictionary<string, string?>? ReadProperties(JsonElement value) =>
        value.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            ? properties.EnumerateObject().ToDictionary(p => p.Name, p => Text(p.Value), StringComparer.Ordinal)
            : null;

    public static TargetState? ReadTarget(JsonElement value) =>
        (TextOf(value, "state.v2") ?? TextOf(value, "state")) is { } name ? TargetStates.Parse(name) : null;

    public static int? ReadCommit(JsonElement value) => NumberOf(value, "tasks");

    public static int? ReadTaskCount(JsonElement value) => NumberOf(value, "task-count");

    public static SessionKey? ReadKey(JsonElement value) =>
        TextOf(value, "key") is { } key && TextOf(value, "algorithm") is { } algorithm
        && value.TryGetProperty("creation-timestamp", out var created) && created.ValueKind == JsonValueKind.Number
            ? new SessionKey(Convert.FromBase64String(key), algorithm, created.GetInt64())
            : null;

    public static RestartRequest ReadRestart(string connector, JsonElement value) => new(connector, Flag(value, "only-failed"), Flag(value, "include-tasks"));

    /// <summary>A text field, null if it is missing or no text.</summary>
    public static string? TextOf(JsonElement value, string name) =>
        value.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String ? field.GetString() : null;

    private static int? NumberOf(JsonElement value, string name) =>
        value.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.Number && field.TryGetInt32(out var number) ? number : null;

    private static bool Flag(JsonElement value, string name) => value.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    private static byte[] Write(Action<Utf8JsonWriter> fields) => RestJson.Bytes(json =>
    {
        json.WriteStartObject();
        fields(json);
        json.WriteEndObject();
    }).ToArray();
}
