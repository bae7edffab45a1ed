using System.Text.Json;

namespace Ms2Lab.Labs.LabKit.Clients;

/// <summary>Bodies of HTTP answers.</summary>
internal static class JsonBody
{
    /// <summary>The body as JSON; undefined where it is empty or something else, such as an error page in HTML, whose status says enough.</summary>
    public static JsonElement Parse(byte[] body)
    {
        try
        {
            return body.Length == 0 ? default : JsonDocument.Parse(body).RootElement;
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
