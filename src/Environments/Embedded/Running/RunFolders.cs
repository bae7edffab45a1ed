using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Embedded;

/// <summary>Data folders of running servers, on tmpfs where there is one with room. Each is held by a lock for as long as its owner lives.</summary>
/// <remarks>The watchdog of a server removes its folder when the owner dies; what it could not remove is removed at the next start: a folder
/// whose lock is free has no owner. Locks, unlike process ids, also tell the truth across containers that share a tmpfs.</remarks>
internal sealed class RunFolders(KitHome home)
{
    private const string Memory = "/dev/shm";
    private const string LockName = "owner.lock";
    private static readonly TimeSpan LockLimit = TimeSpan.FromSeconds(30);

    /// <summary>Makes a new folder, after clearing away those of dead owners.</summary>
    /// <param name="name">What it is for; part of its name.</param>
    /// <param name="bytes">Room that it should find; decides between tmpfs and disk.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<RunFolder> CreateAsync(string name, long bytes, CancellationToken cancellation)
    {
        var root = Roots().First(r => HasRoom(r, bytes));
        await using var held = await FileLock.AcquireAsync(Path.Combine(root, "roots.lock"), "Making a data folder", LockLimit, cancellation).ConfigureAwait(false);
        Sweep(root);
        var path = Path.Combine(root, $"{name}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}");
        Directory.CreateDirectory(path);
        return new RunFolder(path, FileLock.TryAcquire(Path.Combine(path, LockName)) ?? throw new EnvironmentException($"The new folder {path} is locked already."));
    }

    private static void Sweep(string root)
    {
        foreach (var folder in Directory.GetDirectories(root))
        {
            var owner = Path.Combine(folder, LockName);
            using var free = File.Exists(owner) ? FileLock.TryAcquire(owner) : null;
            if (free is not null || !File.Exists(owner))
            {
                FolderRemoval.Remove(folder);
            }
        }
    }

    private IEnumerable<string> Roots()
    {
        if (Directory.Exists(Memory))
        {
            var shared = Path.Combine(Memory, $"ms2lab-{Environment.UserName}");
            if (TryMake(shared))
            {
                yield return shared;
            }
        }
        yield return home.Sub("run");
    }

    private bool HasRoom(string root, long bytes)
    {
        var disk = !root.StartsWith(Memory, StringComparison.Ordinal);
        var free = new DriveInfo(root).AvailableFreeSpace;
        return free >= bytes || (disk ? throw Full(root, free, bytes) : false);
    }

    private EnvironmentException Full(string root, long free, long bytes) =>
        new($"The disk is full: {root} has {free >> 20} MB left and a server needs {bytes >> 20} MB.", $"Free some space, or set {KitHome.Variable} to a folder on another disk (now {home.Folder}).");

    private static bool TryMake(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
            using var probe = new FileStream(Path.Combine(path, $"{Environment.ProcessId}-{Guid.NewGuid():N}.probe"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
