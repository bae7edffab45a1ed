using System.Text.Json;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Rest.Json;

namespace Ms2Lab.Connect.Runtime.Status;

/// <summary>Values of the status topic as JSON without schemas, with the fields in the order of the real worker's.</summary>
internal static class StatusJson
{
    public static byte[] Of(StatusEntry status) => RestJson.Bytes(json =>
    {
        json.WriteStartObject();
        json.WriteString("state", status.State);
        json.WriteString("trace", status.Trace);
        json.WriteString("worker_id", status.WorkerId);
        json.WriteNumber("generation", status.Generation);
        json.WriteString("version", status.Version);
        json.WriteEndObject();
    }).ToArray();

    public static byte[] Of(ConnectorTaskId task, string topic, DateTimeOffset discovered) => RestJson.Bytes(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("topic");
        json.WriteString("name", topic);
        json.WriteString("connector", task.Connector);
        json.WriteNumber("task", task.Task);
        json.WriteNumber("discoverTimestamp", discovered.ToUnixTimeMilliseconds());
        json.WriteEndObject();
        json.WriteEndObject();
    }).ToArray();

    /// <summary>Reads a status; null if it is none. Workers before 4.1 wrote no version.</summary>
    public static StatusEntry? Read(byte[] value)
    {
        try
        {
            using var document = JsonDocument.Parse(value);
            var json = document.RootElement;
            return new StatusEntry(
                json.GetProperty("state").GetString()!, Text(json, "trace"), json.GetProperty("worker_id").GetString()!,
                json.GetProperty("generation").GetInt32(), Text(json, "version"));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) ? text.GetString() : null;
}
