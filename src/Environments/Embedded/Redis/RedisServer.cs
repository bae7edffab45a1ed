using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Embedded;

/// <summary>A real Redis server as a child process that keeps nothing on disk.</summary>
public sealed class RedisServer : IRedisControl, IAsyncDisposable
{
    private const long Room = 8L << 20;
    private readonly OwnedServer _server;

    private RedisServer(OwnedServer server) => _server = server;

    /// <summary>Its address, <c>host:port</c>.</summary>
    public string Address => _server.Address;

    /// <summary>Starts a server.</summary>
    /// <param name="command">The server program.</param>
    /// <param name="home">The kit's folder.</param>
    /// <param name="port">Its port; 0 for any.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="EnvironmentException">It does not come up; the message says why.</exception>
    public static async Task<RedisServer> StartAsync(ServerCommand command, KitHome home, int port, CancellationToken cancellation)
    {
        var folder = await new RunFolders(home).CreateAsync("redis", Room, cancellation).ConfigureAwait(false);
        var server = new OwnedServer(Process(command, folder), folder);
        try
        {
            await server.StartAsync(port, cancellation).ConfigureAwait(false);
            return new RedisServer(server);
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellation = default) => _server.StopAsync(cancellation);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellation = default) => _server.StartAsync(cancellation);

    /// <inheritdoc/>
    public Task PauseAsync(CancellationToken cancellation = default) => _server.PauseAsync(cancellation);

    /// <inheritdoc/>
    public Task ResumeAsync(CancellationToken cancellation = default) => _server.ResumeAsync(cancellation);

    /// <summary>Kills the server.</summary>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static ServerProcess Process(ServerCommand command, RunFolder folder) => new()
    {
        Name = "Redis",
        Command = command,
        Folder = folder.Path,
        Arguments = port => ["--bind", "127.0.0.1", "--port", $"{port}", "--dir", folder.Path, "--save", "", "--appendonly", "no", "--daemonize", "no"],
        Ask = (port, cancellation) => RedisProbe.AskAsync($"127.0.0.1:{port}", null, cancellation),
    };
}
