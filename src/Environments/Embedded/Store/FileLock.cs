using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Embedded;

/// <summary>A lock between processes that the kernel releases when its holder ends, however it ends.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for the lock; disposing the stream releases it.</summary>
    public static async Task<FileStream> AcquireAsync(string path, string what, TimeSpan limit, CancellationToken cancellation)
    {
        using var within = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        within.CancelAfter(limit);
        while (true)
        {
            if (TryAcquire(path) is { } held)
            {
                return held;
            }
            try
            {
                await Task.Delay(Pause, TimeProvider.System, within.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
            {
                throw new EnvironmentException($"{what}: another process has held {path} for {limit.TotalSeconds:0} s.", "End that process, or wait for it.", e);
            }
        }
    }

    /// <summary>Takes the lock if nobody holds it, else returns null.</summary>
    /// <exception cref="EnvironmentException">The file cannot be created.</exception>
    public static FileStream? TryAcquire(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new EnvironmentException($"The lock {path} cannot be opened: {e.Message}", $"Set {KitHome.Variable} to a folder that you may write to.", e);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
    }
}
