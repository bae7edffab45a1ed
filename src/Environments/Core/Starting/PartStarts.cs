using System.Runtime.ExceptionServices;

namespace Ms2Lab.Environments.Core;

/// <summary>Starts the parts of an environment side by side, each on its own way; the first failure stops the others.</summary>
/// <param name="progress">Hears when a part starts, is ready or fails.</param>
public sealed class PartStarts(IProgress<PartProgress>? progress)
{
    private Exception? _first;

    /// <summary>Returns when every part is ready.</summary>
    /// <param name="ways">For each part what starts it; the text that it returns says where the part is.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Exception">The first failure, after all other starts have come to rest.</exception>
    public async Task RunAsync(IEnumerable<(Parts Part, Func<CancellationToken, Task<string>> Start)> ways, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ways);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAll(ways.ToList().Select(w => GuardAsync(w.Part, w.Start, stop))).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (_first is not null)
        {
            ExceptionDispatchInfo.Throw(_first);
        }
    }

    private async Task GuardAsync(Parts part, Func<CancellationToken, Task<string>> start, CancellationTokenSource stop)
    {
        try
        {
            await Task.Yield();
            Report(part, PartStage.Starting, "starting");
            Report(part, PartStage.Ready, await start(stop.Token).ConfigureAwait(false));
        }
        catch (Exception e)
        {
            // Kept for the end: the others have to come to rest first, so that nothing comes up after the caller has tidied up.
            if (Interlocked.CompareExchange(ref _first, e, null) is null && e is not OperationCanceledException)
            {
                Report(part, PartStage.Failed, e.Message);
            }
            await stop.CancelAsync().ConfigureAwait(false);
        }
    }

    private void Report(Parts part, PartStage stage, string text) => progress?.Report(new PartProgress(part, stage, text));
}
