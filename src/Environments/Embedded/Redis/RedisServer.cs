using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Embedded;

/// <summary>A real Redis server as a child process that keeps nothing on disk.</summary>
public sealed class RedisServer : ChildServer, IRedisControl
{
    private const long Room = 8L << 20;

    private RedisServer(OwnedServer server)
        : base(server)
    {
    }

    /// <summary>Starts a server.</summary>
    /// <param name="command">The server program.</param>
    /// <param name="home">The kit's folder.</param>
    /// <param name="port">Its port; 0 for any.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="EnvironmentException">It does not come up; the message says why.</exception>
    public static async Task<RedisServer> StartAsync(ServerCommand command, KitHome home, int port, CancellationToken cancellation)
    {
        var folder = await new RunFolders(home).CreateAsync("redis", Room, cancellation).ConfigureAwait(false);
        return new RedisServer(await BeginAsync(Process(command, folder), folder, server => server.StartAsync(port, cancellation)).ConfigureAwait(false));
    }

    private static ServerProcess Process(ServerCommand command, RunFolder folder) => new()
    {
        Name = "Redis",
        Command = command,
        Folder = folder.Path,
        Arguments = port => ["--bind", "127.0.0.1", "--port", $"{port}", "--dir", folder.Path, "--save", "", "--appendonly", "no", "--daemonize", "no"],
        Ask = (port, cancellation) => RedisProbe.AskAsync($"127.0.0.1:{port}", null, cancellation),
    };
}
