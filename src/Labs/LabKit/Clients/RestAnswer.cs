using System.Net;
using System.Text.Json;

namespace Ms2Lab.Labs.LabKit.Clients;

/// <summary>An answer of a REST interface: Connect's or the Schema Registry's.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The JSON body; undefined where there is none.</param>
public sealed record RestAnswer(HttpStatusCode Status, JsonElement Body)
{
    /// <summary>Whether the status is one of success.</summary>
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>The <c>message</c> of an error body, or the status in words.</summary>
    public string Message =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("message", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : $"HTTP {(int)Status}";
}
