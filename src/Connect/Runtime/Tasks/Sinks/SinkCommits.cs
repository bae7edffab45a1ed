using Ms2Lab.Connect.Api;
using Ms2Lab.Kafka.Client;

namespace Ms2Lab.Connect.Runtime.Tasks.Sinks;

/// <summary>
/// When offsets are committed and what becomes of it. Regular commits run beside the loop; a later one makes the answer of an earlier one stale, and
/// a failure is only logged, since the next interval tries again. Owned by the task's loop.
/// </summary>
internal sealed class SinkCommits(SinkTaskSetup setup, SinkOffsets offsets, TimeProvider time, Action<string> warn)
{
    private long _last = time.GetTimestamp();
    private Task? _running;
    private Dictionary<Api.TopicPartition, Api.OffsetAndMetadata> _sent = [];
    private long _runningSince;

    /// <summary>How long until the next commit is due; zero when it is.</summary>
    public TimeSpan UntilDue
    {
        get
        {
            var left = setup.CommitInterval - time.GetElapsedTime(_last);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Takes note of a commit that has ended or takes too long.</summary>
    public async Task CollectAsync()
    {
        if (_running is null)
        {
            return;
        }
        if (_running.IsCompleted)
        {
            await FinishAsync(_running, _sent).ConfigureAwait(false);
            _running = null;
        }
        else if (time.GetElapsedTime(_runningSince) > setup.CommitTimeout)
        {
            warn("Commit of offsets timed out");
            _running = null;
        }
    }

    /// <summary>Starts a commit if none is running and it is due or asked for.</summary>
    /// <returns>False if preCommit failed: the loop goes back to what was committed.</returns>
    public async Task<bool> BeginIfDueAsync(bool requested, CancellationToken cancellation)
    {
        if (_running is not null || (!requested && UntilDue > TimeSpan.Zero))
        {
            return true;
        }
        _last = time.GetTimestamp();
        if (await PreCommitAsync(cancellation).ConfigureAwait(false) is not { } wanted)
        {
            return false;
        }
        if (wanted.Count > 0)
        {
            _sent = wanted;
            _runningSince = time.GetTimestamp();
            _running = setup.Consumer.CommitAsync(wanted.ToClient(), cancellation);
        }
        return true;
    }

    /// <summary>Commits at once and waits for it: partitions go away, or the task stops.</summary>
    public async Task CloseAsync(Func<Task> close)
    {
        var wanted = await PreCommitAsync(CancellationToken.None).ConfigureAwait(false);
        await close().ConfigureAwait(false);
        if (wanted is { Count: > 0 })
        {
            await FinishAsync(setup.Consumer.CommitAsync(wanted.ToClient(), CancellationToken.None), wanted).ConfigureAwait(false);
        }
    }

    // A task may throw anything here; Connect logs it and starts over from the last commit.
    private async Task<Dictionary<Api.TopicPartition, Api.OffsetAndMetadata>?> PreCommitAsync(CancellationToken cancellation)
    {
        await setup.Errors.DrainAsync(e => warn($"Could not produce message to dead letter queue. {e.Message}")).ConfigureAwait(false);
        try
        {
            var current = new Dictionary<Api.TopicPartition, Api.OffsetAndMetadata>(offsets.Current);
            return offsets.ToCommit(await setup.Task.PreCommitAsync(current, cancellation).ConfigureAwait(false), warn);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            warn($"Offset commit failed, rewinding to last committed offsets\n{JavaTrace.Of(e)}");
            return null;
        }
    }

    private async Task FinishAsync(Task commit, Dictionary<Api.TopicPartition, Api.OffsetAndMetadata> wanted)
    {
        try
        {
            await commit.ConfigureAwait(false);
            offsets.Commit(wanted);
        }
        catch (KafkaException e)
        {
            warn($"Commit of offsets threw an unexpected exception: {e.Message}");
        }
    }
}
