namespace Ms2Lab.Cli;

/// <summary>Waiting for Ctrl-C or SIGTERM.</summary>
internal static class Interruption
{
    /// <summary>Returns when the token of the command is cancelled.</summary>
    public static async Task WaitAsync(CancellationToken cancellation)
    {
        var interrupted = new TaskCompletionSource();
        await using var registration = cancellation.Register(interrupted.SetResult).ConfigureAwait(false);
        await interrupted.Task.ConfigureAwait(false);
    }
}
