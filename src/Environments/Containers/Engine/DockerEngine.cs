using System.Net.Sockets;
using System.Text.Json;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Containers;

/// <summary>The Docker engine of this machine: found, asked for its version, and spoken to in a version that it understands.</summary>
/// <remarks>Testcontainers says no more than that no engine can be used. Why, and what to do about it, is found out here, with
/// <c>GET /version</c> of the Docker Engine API on its socket. Engines that do not listen on a Unix socket are left to Testcontainers.</remarks>
public sealed class DockerEngine
{
    /// <summary>The environment variable in which Docker's own clients take the engine's address.</summary>
    public const string HostVariable = "DOCKER_HOST";

    /// <summary>The environment variable in which Docker's own clients take the API version to speak.</summary>
    public const string VersionVariable = "DOCKER_API_VERSION";

    private const string Instead = "or use the embedded backend";

    // Everything that is used here is in 1.40 (Docker 19.03); Testcontainers itself speaks 1.44 unless it is told otherwise.
    private static readonly Version Oldest = new(1, 40);
    private static readonly Version Spoken = new(1, 44);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);
    private readonly Func<string, string?> _variables;

    /// <summary>Creates it.</summary>
    /// <param name="variables">Reads an environment variable; null means those of this process.</param>
    public DockerEngine(Func<string, string?>? variables = null) => _variables = variables ?? Environment.GetEnvironmentVariable;

    /// <summary>Makes sure that an engine can be used, and that clients of this process speak a version that it understands.</summary>
    /// <returns>The engine's version; null where it is not reached through a Unix socket and was not asked.</returns>
    /// <exception cref="EnvironmentException">There is none, it is not ours to use, it is too old, or it does not answer.</exception>
    public async Task<string?> EnsureAsync(CancellationToken cancellation)
    {
        if (Socket() is not { } socket)
        {
            return null;
        }
        var (name, version) = await AskAsync(socket, cancellation).ConfigureAwait(false);
        if (version < Oldest)
        {
            throw new EnvironmentException($"The Docker engine at {socket} is too old: version {name} speaks API {version}, and {Oldest} is needed.", $"Update Docker, {Instead}.");
        }
        if (version < Spoken && _variables(VersionVariable) is null)
        {
            Environment.SetEnvironmentVariable(VersionVariable, version.ToString());
        }
        return name;
    }

    /// <summary>Path of the engine's Unix socket; null where the engine is reached in another way.</summary>
    /// <exception cref="EnvironmentException">No engine is named and none has a socket at a usual place.</exception>
    private string? Socket()
    {
        if (_variables(HostVariable) is { Length: > 0 } host)
        {
            return host.StartsWith("unix://", StringComparison.Ordinal) ? host["unix://".Length..] : null;
        }
        if (OperatingSystem.IsWindows())
        {
            return null;
        }
        var usual = Usual().ToList();
        return usual.Find(File.Exists)
            ?? throw new EnvironmentException($"No Docker engine is on this machine: there is no {string.Join(", no ", usual)}.", $"Install or start Docker, set {HostVariable} to an engine elsewhere, {Instead}.");
    }

    private IEnumerable<string> Usual()
    {
        yield return "/var/run/docker.sock";
        if (_variables("XDG_RUNTIME_DIR") is { Length: > 0 } runtime)
        {
            yield return Path.Combine(runtime, "docker.sock");
        }
        if (_variables("HOME") is { Length: > 0 } home)
        {
            yield return Path.Combine(home, ".docker/run/docker.sock");
            yield return Path.Combine(home, ".docker/desktop/docker.sock");
        }
    }

    private static async Task<(string Name, Version Api)> AskAsync(string socket, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler { ConnectCallback = (_, stop) => ConnectAsync(socket, stop) };
        using var http = new HttpClient(handler) { Timeout = AnswerLimit };
        try
        {
            using var answer = JsonDocument.Parse(await http.GetStringAsync(new Uri("http://docker/version"), cancellation).ConfigureAwait(false));
            return (answer.RootElement.GetProperty("Version").GetString()!, Version.Parse(answer.RootElement.GetProperty("ApiVersion").GetString()!));
        }
        catch (Exception e) when (Refusal(e) is { } refusal)
        {
            throw refusal == SocketError.AccessDenied
                ? new EnvironmentException($"A Docker engine listens at {socket}, and you may not use it.", $"Join the group that owns the socket (`sudo usermod -aG docker $USER`, then sign in again), {Instead}.", e)
                : new EnvironmentException($"The Docker engine does not run: nobody listens at {socket}.", $"Start it (`sudo systemctl start docker`, or Docker Desktop), {Instead}.", e);
        }
        catch (Exception e) when (IsStrange(e) && !cancellation.IsCancellationRequested)
        {
            throw new EnvironmentException($"What listens at {socket} does not answer as a Docker engine: {e.Message.TrimEnd('.')}.", $"Restart Docker, {Instead}.", e);
        }
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static SocketError? Refusal(Exception? e) => e is SocketException socket ? socket.SocketErrorCode : e is null ? null : Refusal(e.InnerException);

    private static bool IsStrange(Exception e) => e is HttpRequestException or IOException or JsonException or KeyNotFoundException or FormatException or OperationCanceledException;
}
