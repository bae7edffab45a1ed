using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ms2Lab.Player.Servers;

/// <summary>HTTP as the recordings show it: status, parsed body, content type where it is not application/json, location.</summary>
internal sealed class RestServer : IDisposable
{
    // Paths travel as a scenario writes them: %2F, dots and double slashes are what some of them are about.
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(100) };

    /// <summary>Sends one request.</summary>
    /// <param name="address">host:port.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">Path and query.</param>
    /// <param name="body">The body's text, or null for none.</param>
    /// <param name="headers">Headers that replace Accept and Content-Type or come on top.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="HttpRequestException">Nothing answers.</exception>
    public async Task<JsonObject> CallAsync(string address, string method, string path, string? body, IEnumerable<KeyValuePair<string, string>> headers, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"http://{address}{path}", in AsWritten));
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Accept"] = "application/json" };
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            all["Content-Type"] = "application/json";
        }
        foreach (var (name, value) in headers)
        {
            all[name] = value;
        }
        foreach (var (name, value) in all)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }
        using var answer = await _http.SendAsync(request, cancellation);
        // Before the text is read: that parses the header, and what is parsed is written anew.
        var type = Raw(answer.Content.Headers.NonValidated, "Content-Type");
        var seen = new JsonObject { ["status"] = (int)answer.StatusCode, ["body"] = Parsed(await answer.Content.ReadAsStringAsync(cancellation)) };
        if (type is { Length: > 0 } and not "application/json")
        {
            seen["type"] = type;
        }
        if (answer.IsSuccessStatusCode && Raw(answer.Headers.NonValidated, "Location") is { } location)
        {
            seen["location"] = location;
        }
        return seen;
    }

    /// <summary>The body of a GET.</summary>
    public async Task<JsonNode?> GetAsync(string address, string path, CancellationToken cancellation) =>
        (await CallAsync(address, "GET", path, null, [], cancellation))["body"];

    public void Dispose() => _http.Dispose();

    private static JsonNode? Parsed(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return new JsonObject { ["text"] = text };
        }
    }

    private static string? Raw(HttpHeadersNonValidated headers, string name) => headers.TryGetValues(name, out var values) ? values.ToString() : null;
}
