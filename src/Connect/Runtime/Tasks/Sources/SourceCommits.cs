using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Offsets;
using Ms2Lab.Kafka.Client;

namespace Ms2Lab.Connect.Runtime.Tasks.Sources;

/// <summary>
/// Stores the positions that a source task has reached, every offset.flush.interval.ms and once at the end. It runs beside the task's loop, which may wait
/// in a poll for long. What cannot be stored in time stays for the next turn.
/// </summary>
internal sealed class SourceCommits(SourceTaskSetup setup, OffsetWriter writer, TimeProvider time, Action<TaskLogLevel, string> log) : IAsyncDisposable
{
    private readonly SourceTaskCommits _told = new(setup.Task, log);
    private readonly CancellationTokenSource _ending = new();
    private Task _loop = Task.CompletedTask;

    /// <summary>Begins to commit at the interval.</summary>
    public void Begin() => _loop = Task.Run(LoopAsync);

    /// <summary>Stores what has been reached so far, and tells the task, also where there was nothing to store.</summary>
    public async Task CommitAsync()
    {
        using var limit = new CancellationTokenSource(setup.CommitTimeout, time);
        try
        {
            await writer.FlushAsync(limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (KafkaException e)
        {
            log(TaskLogLevel.Error, $"Flush of offsets threw an unexpected exception: {JavaTrace.Describe(e)}");
            return;
        }
        catch (OperationCanceledException)
        {
            log(TaskLogLevel.Error, "Timed out waiting to flush offsets to storage; will try again on next flush interval with latest offsets");
            return;
        }
        await _told.PositionsAsync().ConfigureAwait(false);
    }

    /// <summary>Ends the commits at the interval; one that is running is waited for.</summary>
    public async Task EndAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _ending.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task LoopAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(setup.CommitInterval, time, _ending.Token).ConfigureAwait(false);
                await CommitAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The task ends; its last commit is its own.
        }
    }
}
