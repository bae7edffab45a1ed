using Ms2Lab.Environments.Core;
using MySqlConnector;

namespace Ms2Lab.Environments.Embedded;

/// <summary>A real MySQL server as a child process, on a data folder of its own. Its calls are made one after the other.</summary>
public sealed class MySqlServer : IMySqlControl, IAsyncDisposable
{
    private const long Room = 256L << 20;
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);
    private readonly RunFolder _folder;
    private readonly ServerProcess _server;
    private ChildProcess? _process;

    private MySqlServer(ServerCommand command, RunFolder folder)
    {
        _folder = folder;
        var data = Path.Combine(folder.Path, "data");
        _server = new ServerProcess
        {
            Name = "MySQL",
            Command = command,
            Folder = folder.Path,
            Arguments = port => MySqlSettings.Serve(command, data, port),
            Ask = (port, cancellation) => MySqlIdentity.AskAsync(Root(port), data, cancellation),
        };
    }

    /// <summary>Its port on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>Its address, <c>host:port</c>.</summary>
    public string Address => $"127.0.0.1:{Port}";

    /// <summary>Starts a server with the databases <c>vectors</c>, <c>Readings</c> and those asked for.</summary>
    /// <param name="command">The server program.</param>
    /// <param name="home">The kit's folder.</param>
    /// <param name="port">Its port; 0 for any.</param>
    /// <param name="databases">Further databases on which the labs' users get all rights.</param>
    /// <param name="progress">Hears about the first-time template.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="EnvironmentException">It does not come up; the message says why.</exception>
    public static async Task<MySqlServer> StartAsync(
        ServerCommand command, KitHome home, int port, IReadOnlyList<string> databases, Action<string, double?> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(databases);
        var runs = new RunFolders(home);
        var template = await new MySqlTemplate(home, runs).GetAsync(command, progress, cancellation).ConfigureAwait(false);
        var folder = await runs.CreateAsync("mysql", Room, cancellation).ConfigureAwait(false);
        var server = new MySqlServer(command, folder);
        try
        {
            SparseCopy.Folder(template, Path.Combine(folder.Path, "data"));
            // Every run is a server of its own, so its generated UUID must not be the template's.
            File.Delete(Path.Combine(folder.Path, "data", "auto.cnf"));
            (server._process, server.Port) = await server._server.StartAsync(port, cancellation).ConfigureAwait(false);
            await server.CreateAsync(databases, cancellation).ConfigureAwait(false);
            return server;
        }
        catch (IOException e)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw new EnvironmentException($"MySQL's data folder {folder.Path} cannot be made: {e.Message}", $"Free some space, or set {KitHome.Variable} to a folder on another disk.", e);
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

    /// <summary>Kills the server and removes its data.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is { } running)
        {
            await running.DisposeAsync().ConfigureAwait(false);
            _process = null;
        }
        _folder.Dispose();
    }

    private static string Root(int port) => new Endpoints { MySql = $"127.0.0.1:{port}" }.MySqlConnectionString();

    private async Task CreateAsync(IReadOnlyList<string> databases, CancellationToken cancellation)
    {
        if (databases.Count > 0)
        {
            await using var connection = new MySqlConnection(Root(Port) + ";Pooling=false");
            await connection.OpenAsync(cancellation).ConfigureAwait(false);
            await using var command = new MySqlCommand(string.Concat(databases.Select(MySqlSettings.DatabaseSql)), connection);
            await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }
    }
}
