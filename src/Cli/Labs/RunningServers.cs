using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Ms2Lab.Cli.Desk;
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

    /// <summary>The socket at which this <c>lab up</c> answers.</summary>
    public string Desk => SocketOf(_file);

    /// <summary>The servers that a following student means: <c>LAB_ENVIRONMENT</c>, else the one <c>lab up</c> that runs.</summary>
    /// <exception cref="EnvironmentException">None runs, or several do.</exception>
    private static Endpoints Find()
    {
        var files = Files();
        return files switch
        {
            [var one] => Endpoints.Load(one),
            [] => throw new EnvironmentException("No servers run.", "Start them with `lab up` in another terminal and leave it open."),
            _ => throw new EnvironmentException($"{files.Count} `lab up` run at once.", $"Set {ExternalBackend.Variable} to the one you mean: {string.Join(" or ", files)}."),
        };
    }

    /// <summary>As <see cref="Find"/>, with the control of them that their <c>lab up</c> offers.</summary>
    /// <exception cref="EnvironmentException">None runs, or several do.</exception>
    public static ServersBeside FindWithControl()
    {
        var endpoints = Find();
        return new(endpoints, cancellation => DeskSocket() is { } desk ? DeskServers.OfferedAsync(desk, cancellation) : Task.FromResult<IReadOnlyList<ICapability>>([]));
    }

    /// <summary>Where the one <c>lab up</c> that is meant may answer; null where it is not clear which.</summary>
    public static string? DeskSocket() => Files() is [var one] ? SocketOf(one) : null;

    /// <inheritdoc/>
    public void Dispose() => File.Delete(_file);

    private static string SocketOf(string file) => Path.ChangeExtension(file, ".sock");

    private static List<string> Files() => Environment.GetEnvironmentVariable(ExternalBackend.Variable) is { Length: > 0 } named
        ? [named]
        : [.. Directory.GetFiles(Folder(), "*.json").Where(IsAlive)];

    private static string Folder() => new KitHome().Sub("up");

    // A killed `lab up` leaves its file behind, and its process id may be another's by now: who wrote the file began before it was written. Where nobody
    // collects what its parent left, the process even stays in the list, dead; its desk then refuses callers.
    private static bool IsAlive(string file)
    {
        if (int.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Began(id) <= File.GetLastWriteTimeUtc(file)
            && (!File.Exists(SocketOf(file)) || Accepts(SocketOf(file))))
        {
            return true;
        }
        File.Delete(file);
        File.Delete(SocketOf(file));
        return false;
    }

    private static DateTime Began(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.StartTime.ToUniversalTime();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return DateTime.MaxValue; // no such process, or one that ends just now
        }
    }

    private static bool Accepts(string socket)
    {
        using var line = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            line.Connect(new UnixDomainSocketEndPoint(socket));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
