using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Embedded;

/// <summary>A real Redis server as a child process that keeps nothing on disk. Its calls are made one after the other.</summary>
public sealed class RedisServer : IRedisControl, IAsyncDisposable
{
    private const long Room = 8L << 20;
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);
    private readonly RunFolder _folder;
    private readonly ServerProcess _server;
    private ChildProcess? _process;

    private RedisServer(ServerCommand command, RunFolder folder)
    {
        _folder = folder;
        _server = new ServerProcess
        {
            Name = "Redis",
            Command = command,
            Folder = folder.Path,
            Arguments = port => ["--bind", "127.0.0.1", "--port", $"{port}", "--dir", folder.Path, "--save", "", "--appendonly", "no", "--daemonize", "no"],
            Ask = (port, cancellation) => RedisProbe.AskAsync($"127.0.0.1:{port}", null, cancellation),
        };
    }

    /// <summary>Its port on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>Its address, <c>host:port</c>.</summary>
    public string Address => $"127.0.0.1:{Port}";

    /// <summary>Starts a server.</summary>
    /// <param name="command">The server program.</param>
    /// <param name="home">The kit's folder.</param>
    /// <param name="port">Its port; 0 for any.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="EnvironmentException">It does not come up; the message says why.</exception>
    public static async Task<RedisServer> StartAsync(ServerCommand command, KitHome home, int port, CancellationToken cancellation)
    {
        var server = new RedisServer(command, await new RunFolders(home).CreateAsync("redis", Room, cancellation).ConfigureAwait(false));
        try
        {
            (server._process, server.Port) = await server._server.StartAsync(port, cancellation).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellation = default)
    {
        if (_process is { } running)
        {
            running.Signal(UnixSignal.Terminate);
            await running.Exited.WaitAsync(StopLimit, cancellation).ConfigureAwait(false);
            await running.DisposeAsync().ConfigureAwait(false);
            _process = null;
        }
    }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        if (_process is null)
        {
            (_process, _) = await _server.StartAsync(Port, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Kills the server.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is { } running)
        {
            await running.DisposeAsync().ConfigureAwait(false);
            _process = null;
        }
        _folder.Dispose();
    }
}
