using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Ms2Lab.Environments.Core;

/// <summary>Asks an HTTP service for something that only the right kind of service answers.</summary>
public static class RestProbe
{
    /// <summary>GET / of a Connect worker: its version and the id of its Kafka cluster.</summary>
    /// <returns>One line that says what answered.</returns>
    /// <exception cref="IOException">Nothing answers there, or not as a Connect worker.</exception>
    public static async Task<string> AskConnectAsync(Uri worker, CancellationToken cancellation)
    {
        using var answer = await GetAsync(worker, "", null, cancellation).ConfigureAwait(false);
        return answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("version", out var version)
            ? $"{worker}, version {version}"
            : throw new IOException($"{worker} is no Connect worker: GET / names no version");
    }

    /// <summary>GET /subjects of a Schema Registry.</summary>
    /// <returns>One line that says what answered.</returns>
    /// <exception cref="IOException">Nothing answers there, or not as a registry.</exception>
    public static async Task<string> AskRegistryAsync(Uri registry, UserCredentials? credentials, CancellationToken cancellation)
    {
        using var answer = await GetAsync(registry, "subjects", credentials, cancellation).ConfigureAwait(false);
        return answer.RootElement.ValueKind == JsonValueKind.Array
            ? $"{registry}, {answer.RootElement.GetArrayLength()} subjects"
            : throw new IOException($"{registry} is no Schema Registry: GET /subjects is not a list");
    }

    private static async Task<JsonDocument> GetAsync(Uri server, string path, UserCredentials? credentials, CancellationToken cancellation)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, path));
        if (credentials?.User is { } user)
        {
            var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{credentials.Password}"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", pair);
        }
        try
        {
            using var response = await client.SendAsync(request, cancellation).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? JsonDocument.Parse(body) : throw new IOException($"{request.RequestUri} answers {(int)response.StatusCode}");
        }
        catch (HttpRequestException e)
        {
            throw new IOException(e.Message, e);
        }
        catch (JsonException e)
        {
            throw new IOException($"{request.RequestUri} does not answer JSON", e);
        }
    }
}
