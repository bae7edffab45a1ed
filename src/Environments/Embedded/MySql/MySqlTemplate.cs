using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Embedded;

/// <summary>An initialised MySQL data folder, made once for a version and its settings and copied for every run.</summary>
internal sealed class MySqlTemplate(KitHome home, RunFolders runs)
{
    private const long Room = 160L << 20;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>The template's folder, made first where it is missing; it appears whole or not at all.</summary>
    public async Task<string> GetAsync(ServerCommand command, Action<string, double?> progress, CancellationToken cancellation)
    {
        var templates = home.Sub("templates");
        var template = Path.Combine(templates, $"mysql-{command.Version}-{MySqlSettings.Fingerprint}");
        if (Directory.Exists(template))
        {
            return template;
        }
        progress("making its data template (only once)", null);
        await using var held = await FileLock.AcquireAsync(Path.Combine(templates, "lock"), "Making MySQL's data template", Limit, cancellation).ConfigureAwait(false);
        if (Directory.Exists(template))
        {
            return template;
        }
        foreach (var dead in Directory.GetDirectories(templates, "making-*"))
        {
            FolderRemoval.Remove(dead);
        }
        using var folder = await runs.CreateAsync("template", Room, cancellation).ConfigureAwait(false);
        await InitialiseAsync(command, folder.Path, cancellation).ConfigureAwait(false);
        var making = Path.Combine(templates, $"making-{Environment.ProcessId}");
        SparseCopy.Folder(Path.Combine(folder.Path, "data"), making);
        Directory.Move(making, template);
        return template;
    }

    private static async Task InitialiseAsync(ServerCommand command, string folder, CancellationToken cancellation)
    {
        var sql = Path.Combine(folder, "first.sql");
        var log = Path.Combine(folder, "server.log");
        await File.WriteAllTextAsync(sql, MySqlSettings.FirstSql, cancellation).ConfigureAwait(false);
        var arguments = command.Arguments([.. MySqlSettings.Common(command, Path.Combine(folder, "data")), "--initialize-insecure", $"--init-file={sql}"]);
        await using var child = ChildProcess.Start(command.Executable, arguments, folder, log);
        await child.Exited.WaitAsync(Limit, cancellation).ConfigureAwait(false);
        if (child.ExitCode != 0)
        {
            var said = (await File.ReadAllLinesAsync(log, cancellation).ConfigureAwait(false)).LastOrDefault(l => l.Contains("[ERROR]", StringComparison.Ordinal)) ?? "it gave no reason";
            throw new EnvironmentException(
                $"MySQL {command.Version} ({command.Program}) cannot make its data folder, exit code {child.ExitCode}: {said}.", $"Name another mysqld with {ServerLocator.Variable(ServerKind.MySql)}.");
        }
    }
}
