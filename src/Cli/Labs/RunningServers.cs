using System.Diagnostics;
using System.Globalization;
using Ms2Lab.Environments.Core;
using Ms2Lab.Environments.Embedded;

namespace Ms2Lab.Cli.Labs;

/// <summary>How other commands find a running <c>lab up</c>: each leaves its addresses in the kit's folder under its process id while it lives.</summary>
internal sealed class RunningServers : IDisposable
{
    private readonly string _file;

    private RunningServers(string file) => _file = file;

    /// <summary>Leaves the addresses of this process until disposed.</summary>
    public static RunningServers Announce(Endpoints endpoints)
    {
        var file = Path.Combine(Folder(), $"{Environment.ProcessId}.json");
        endpoints.Save(file);
        return new(file);
    }

    /// <summary>The servers that a following student means: <c>LAB_ENVIRONMENT</c>, else the one <c>lab up</c> that runs.</summary>
    /// <exception cref="EnvironmentException">None runs, or several do.</exception>
    public static Endpoints Find()
    {
        if (Environment.GetEnvironmentVariable(ExternalBackend.Variable) is { Length: > 0 } named)
        {
            return Endpoints.Load(named);
        }
        var alive = Directory.GetFiles(Folder(), "*.json").Where(IsAlive).ToList();
        return alive switch
        {
            [var one] => Endpoints.Load(one),
            [] => throw new EnvironmentException("No servers run.", "Start them with `lab up` in another terminal and leave it open."),
            _ => throw new EnvironmentException($"{alive.Count} `lab up` run at once.", $"Set {ExternalBackend.Variable} to the one you mean: {string.Join(" or ", alive)}."),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => File.Delete(_file);

    private static string Folder() => new KitHome().Sub("up");

    // A killed `lab up` leaves its file behind.
    private static bool IsAlive(string file)
    {
        if (int.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Process.GetProcesses().Any(p => p.Id == id))
        {
            return true;
        }
        File.Delete(file);
        return false;
    }
}
