using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Embedded;

/// <summary>A real MySQL server as a child process, on a data folder of its own.</summary>
public sealed class MySqlServer : ChildServer, IMySqlControl
{
    private const long Room = 256L << 20;

    private MySqlServer(OwnedServer server)
        : base(server)
    {
    }

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
        try
        {
            return new MySqlServer(await BeginAsync(Process(command, folder), folder, StartAsync).ConfigureAwait(false));
        }
        catch (IOException e)
        {
            throw new EnvironmentException($"MySQL's data folder {folder.Path} cannot be made: {e.Message}", $"Free some space, or set {KitHome.Variable} to a folder on another disk.", e);
        }

        async Task StartAsync(OwnedServer server)
        {
            SparseCopy.Folder(template, Data(folder));
            // Every run is a server of its own, so its generated UUID must not be the template's.
            File.Delete(Path.Combine(Data(folder), "auto.cnf"));
            await server.StartAsync(port, cancellation).ConfigureAwait(false);
            await MySqlPreparation.CreateAsync(At(server.Port), databases, cancellation).ConfigureAwait(false);
        }
    }

    private static ServerProcess Process(ServerCommand command, RunFolder folder) => new()
    {
        Name = "MySQL",
        Command = command,
        Folder = folder.Path,
        Arguments = port => MySqlSettings.Serve(command, Data(folder), port),
        Ask = (port, cancellation) => MySqlIdentity.AskAsync(At(port).MySqlConnectionString(), Data(folder), cancellation),
    };

    private static string Data(RunFolder folder) => Path.Combine(folder.Path, "data");

    private static Endpoints At(int port) => new() { MySql = $"127.0.0.1:{port}" };
}
