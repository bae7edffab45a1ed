using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Schemas.Tests;

/// <summary>A registry of its own for one test, and the requests a test makes of it.</summary>
internal sealed class RegistryUnderTest : IAsyncDisposable
{
    private readonly EmbeddedRegistry registry;
    private readonly HttpClient http;

    private RegistryUnderTest(EmbeddedRegistry registry)
    {
        this.registry = registry;
        http = new HttpClient { BaseAddress = registry.Url };
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<RegistryUnderTest> StartAsync(EmbeddedRegistryOptions? options = null) =>
        new(await EmbeddedRegistry.StartAsync(options ?? new EmbeddedRegistryOptions(), Token));

    /// <summary>An Avro record whose only field has a name, so that texts differ where a test wants it.</summary>
    public static string Record(string field, string more = "") =>
        $$"""{"type":"record","name":"Reading","namespace":"lab","fields":[{"name":"{{field}}","type":"int"}{{more}}]}""";

    /// <summary>Sends "METHOD /path" and answers status and body.</summary>
    public async Task<(int Status, JsonNode? Body)> SendAsync(string request, object? body = null)
    {
        var (method, path) = request.Split(' ', 2) is [var m, var p] ? (m, p) : throw new ArgumentException(request, nameof(request));
        using var message = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await http.SendAsync(message, Token);
        var text = await answer.Content.ReadAsStringAsync(Token);
        return ((int)answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <summary>Sends a request that must succeed.</summary>
    public async Task<JsonNode?> AcceptedAsync(string request, object? body = null)
    {
        var (status, answer) = await SendAsync(request, body);
        status.Should().BeInRange(200, 204, "{0} was answered {1}", request, answer?.ToJsonString());
        return answer;
    }

    /// <summary>Sends a request that must be refused, and answers "code: message".</summary>
    public async Task<string> RefusedAsync(string request, object? body = null)
    {
        var (status, answer) = await SendAsync(request, body);
        status.Should().BeGreaterThanOrEqualTo(400, "{0} was answered {1}", request, answer?.ToJsonString());
        return $"{answer!["error_code"]}: {answer["message"]}";
    }

    /// <summary>Registers an Avro schema and answers its id.</summary>
    public async Task<int> RegisterAsync(string subject, string schema) =>
        (int)(await AcceptedAsync($"POST /subjects/{subject}/versions", new { schema }))!["id"]!;

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await registry.DisposeAsync();
    }
}
