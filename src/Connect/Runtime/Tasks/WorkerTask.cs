using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Status;

namespace Ms2Lab.Connect.Runtime.Tasks;

/// <summary>
/// A task at work: one loop that owns the task object, its consumer and its buffers. Others only set the wanted state and ask it to stop. A failure
/// of any kind ends this loop and no other.
/// </summary>
internal abstract class WorkerTask(ConnectorTaskId id, string version, Action<TaskStateInfo> report, string workerId, WorkerLog log) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _unpaused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _run = Task.CompletedTask;
    private string _reported = "";
    private volatile TargetState _target = TargetState.Started;
    private volatile bool _cancelled;

    public ConnectorTaskId Id => id;

    /// <summary>The wanted state; the loop takes it up at its next turn.</summary>
    public TargetState Target
    {
        get => _target;
        set
        {
            _target = value;
            if (value == TargetState.Started)
            {
                _unpaused.TrySetResult();
            }
            Wake();
        }
    }

    protected WorkerLog Log => log;

    /// <summary>Whether the task did not end in time and was given up: what it still does must not show, as it may run elsewhere by now.</summary>
    protected bool IsCancelled => _cancelled;

    /// <summary>What the trace of this kind of task begins with.</summary>
    protected abstract string FailureText { get; }

    public void Begin() => _run = Task.Run(RunAsync);

    /// <summary>Asks the loop to end.</summary>
    public void RequestStop() => _stopping.Cancel();

    /// <summary>Ends the task as if its process had died: nothing is committed or reported.</summary>
    public async Task AbandonAsync()
    {
        _cancelled = true;
        var dropped = DropAsync(); // begins first: the loop, on its way out, finds nobody left to say goodbye to
        RequestStop();
        await dropped.ConfigureAwait(false);
    }

    /// <summary>Waits until the loop has ended; false if it does not within the limit.</summary>
    public async Task<bool> AwaitStopAsync(TimeSpan limit, TimeProvider time)
    {
        try
        {
            await _run.WaitAsync(limit, time).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            log.Write(TaskLogLevel.Error, $"Graceful stop of task {id} failed.");
            _cancelled = true;
            GiveUp();
            return false;
        }
    }

    /// <summary>Releases what is left of a task whose loop has ended.</summary>
    public ValueTask DisposeAsync()
    {
        _stopping.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>The task's whole life until the token ends it. An exception is its failure.</summary>
    protected abstract Task ExecuteAsync(CancellationToken stopping);

    /// <summary>Ends a wait of the loop early, because the wanted state has changed.</summary>
    protected abstract void Wake();

    /// <summary>Breaks off what a group or broker could still see of the task; its loop may be anywhere.</summary>
    protected abstract Task DropAsync();

    /// <summary>Breaks off what the loop may wait for, as nobody waits for the loop any more.</summary>
    protected virtual void GiveUp()
    {
    }

    /// <summary>Releases what the task holds; called once, after <see cref="ExecuteAsync"/>.</summary>
    protected abstract Task CloseAsync();

    /// <summary>Reports a state if it is another than the last one.</summary>
    protected void Report(string state, string? trace = null)
    {
        if (_reported != state && !_cancelled)
        {
            _reported = state;
            report(new TaskStateInfo(id.Task, state, workerId, trace, version));
        }
    }

    private async Task RunAsync()
    {
        var isFailed = false;
        try
        {
            await AwaitUnpausedAsync().ConfigureAwait(false);
            await ExecuteAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Asked to stop.
        }
        catch (Exception e) when (_stopping.IsCancellationRequested)
        {
            log.Write(TaskLogLevel.Warn, $"Task {id} was asked to stop and failed on the way.\n{JavaTrace.Of(e)}");
        }
        catch (Exception e)
        {
            isFailed = true;
            Fail(e);
        }
        finally
        {
            await CloseQuietlyAsync().ConfigureAwait(false);
        }
        if (!isFailed)
        {
            Report(State.Unassigned);
        }
    }

    // A task that is created paused starts nothing before it is resumed.
    private async Task AwaitUnpausedAsync()
    {
        if (Target == TargetState.Paused)
        {
            Report(State.Paused);
            await _unpaused.Task.WaitAsync(_stopping.Token).ConfigureAwait(false);
        }
    }

    private void Fail(Exception error)
    {
        var trace = JavaTrace.Of(error);
        log.Write(TaskLogLevel.Error, $"Task {id}: {FailureText}\n{trace}");
        Report(State.Failed, trace);
    }

    private async Task CloseQuietlyAsync()
    {
        try
        {
            await CloseAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            log.Write(TaskLogLevel.Warn, $"Task {id} did not close cleanly.\n{JavaTrace.Of(e)}");
        }
    }
}
