using System.Runtime.InteropServices;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Embedded;

/// <summary>Where the programs of MySQL and Redis come from: a variable, the machine, or the kit's own folder, fetched on demand.</summary>
/// <remarks>A fetch happens in a folder of its own under a lock between processes, and appears under its final name by one rename. So an
/// interrupted fetch leaves nothing that could be mistaken for a server, and the next one clears it away.</remarks>
public sealed class ServerStore
{
    private const string FetchPrefix = "fetch-";
    private static readonly TimeSpan LockLimit = TimeSpan.FromMinutes(15);
    private readonly KitHome _home;
    private readonly Func<string, string?> _variables;
    private readonly ServerLocator _locator;

    /// <summary>Creates the store.</summary>
    /// <param name="home">The kit's folder.</param>
    /// <param name="variables">Reads an environment variable; null means those of this process.</param>
    public ServerStore(KitHome home, Func<string, string?>? variables = null)
    {
        _home = home;
        _variables = variables ?? Environment.GetEnvironmentVariable;
        _locator = new ServerLocator(_variables);
    }

    private static string Architecture => RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "x86_64",
        System.Runtime.InteropServices.Architecture.Arm64 => "aarch64",
        _ => "",
    };

    private string Root => Path.Combine(_home.Folder, "servers", Architecture);

    /// <summary>What is on this machine now, without fetching: null where it is missing.</summary>
    /// <exception cref="EnvironmentException">A variable names something that is not such a server.</exception>
    public ServerCommand? Find(ServerKind kind) => _locator.Find(kind) ?? Fetched(kind);

    /// <summary>A server's program; fetched first where the machine has none.</summary>
    /// <param name="kind">Which one.</param>
    /// <param name="progress">Hears about a fetch: text and share done.</param>
    /// <param name="cancellation">Gives up; nothing half-made stays.</param>
    /// <exception cref="EnvironmentException">It is neither there nor to be had; the message says what to install or which variable to set.</exception>
    public async Task<ServerCommand> GetAsync(ServerKind kind, Action<string, double?> progress, CancellationToken cancellation)
    {
        if (Find(kind) is { } found)
        {
            return found;
        }
        if (!OperatingSystem.IsLinux() || Architecture.Length == 0)
        {
            throw Missing(kind, "servers can be fetched on Linux on x86-64 and arm64 only");
        }
        var servers = _home.Sub("servers");
        progress("waiting for the fetch that runs", null);
        await using var held = await FileLock.AcquireAsync(Path.Combine(servers, "lock"), "Fetching servers", LockLimit, cancellation).ConfigureAwait(false);
        if (Fetched(kind) is { } meanwhile)
        {
            return meanwhile;
        }
        foreach (var dead in Directory.GetDirectories(servers, FetchPrefix + "*"))
        {
            FolderRemoval.Remove(dead);
        }
        await FetchAsync(kind, Path.Combine(servers, $"{FetchPrefix}{Environment.ProcessId}"), progress, cancellation).ConfigureAwait(false);
        return Fetched(kind) ?? throw Missing(kind, "the fetched program does not run here");
    }

    private async Task FetchAsync(ServerKind kind, string folder, Action<string, double?> progress, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var sources = _variables(PackageSources.Variable) is { Length: > 0 } given ? given.Split(';') : PackageSources.OfThisMachine();
            var tree = await new PackageFetch(folder, sources, progress).RunAsync(cancellation).ConfigureAwait(false);
            FolderRemoval.Remove(Root);
            Directory.Move(tree, Root);
        }
        catch (Exception e) when (e is PackageFetchException or EnvironmentException or IOException)
        {
            throw Missing(kind, e.Message.TrimEnd('.'), e);
        }
        finally
        {
            FolderRemoval.Remove(folder);
        }
    }

    private ServerCommand? Fetched(ServerKind kind)
    {
        var program = Path.Combine(Root, kind == ServerKind.MySql ? "usr/sbin/mysqld" : "usr/bin/redis-server");
        if (!File.Exists(program))
        {
            return null;
        }
        var triplet = $"{Architecture}-linux-gnu";
        string[] names = ["ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"];
        string[] folders = ["usr/lib64", "lib64", "usr/lib", "lib", $"usr/lib/{triplet}", $"lib/{triplet}"];
        var loader = folders.SelectMany(f => names.Select(n => Path.Combine(Root, f, n))).FirstOrDefault(File.Exists);
        var libraries = $"{Path.Combine(Root, "usr/lib", triplet)}:{Path.Combine(Root, "lib", triplet)}";
        return ServerLocator.Ask(kind, loader is null ? [] : [loader, "--library-path", libraries], program, "in the kit's folder");
    }

    private static EnvironmentException Missing(ServerKind kind, string reason, Exception? inner = null) =>
        new(
            $"{ServerLocator.Wanted(kind)} is not on this machine and was not fetched: {reason}.",
            $"Install it ({ServerLocator.ProgramName(kind)} on the PATH), set {ServerLocator.Variable(kind)} to its program, or use `--backend containers`.",
            inner);
}
