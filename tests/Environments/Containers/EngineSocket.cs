using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Ms2Lab.Environments.Containers;

namespace Ms2Lab.Environments.Tests.Containers;

/// <summary>The Docker engine as anybody may speak to it: its API on its Unix socket, without the client that the backend uses.</summary>
internal sealed class EngineSocket : IDisposable
{
    private readonly HttpClient _http;

    private EngineSocket(string path) => _http = new HttpClient(new SocketsHttpHandler { ConnectCallback = (_, cancellation) => ConnectAsync(path, cancellation) }) { BaseAddress = new Uri("http://docker/") };

    /// <summary>The engine of this machine, or null where it is elsewhere.</summary>
    public static EngineSocket? Open() => Environment.GetEnvironmentVariable(DockerEngine.HostVariable) switch
    {
        null or "" => new EngineSocket("/var/run/docker.sock"),
        { } host when host.StartsWith("unix://", StringComparison.Ordinal) => new EngineSocket(host["unix://".Length..]),
        _ => null,
    };

    /// <summary>Makes a container that nobody starts.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> CreateAsync(string image, Dictionary<string, string> labels, CancellationToken cancellation)
    {
        using var answer = await _http.PostAsJsonAsync("containers/create", new { Image = image, Cmd = (string[])["redis-server"], Labels = labels }, new JsonSerializerOptions(), cancellation);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("Id").GetString()!;
    }

    /// <summary>Whether there is a container of that id.</summary>
    public async Task<bool> ExistsAsync(string id, CancellationToken cancellation)
    {
        using var answer = await _http.GetAsync(new Uri($"containers/{id}/json", UriKind.Relative), cancellation);
        return answer.StatusCode != HttpStatusCode.NotFound;
    }

    /// <summary>Removes a container.</summary>
    public async Task RemoveAsync(string id, CancellationToken cancellation)
    {
        using var answer = await _http.DeleteAsync(new Uri($"containers/{id}?force=1", UriKind.Relative), cancellation);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
