using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Status;

namespace Ms2Lab.Connect.Runtime.Workers;

/// <summary>
/// A connector object at work (org.apache.kafka.connect.runtime.WorkerConnector). All calls of the plugin run on a loop of its own, so that one that
/// blocks harms itself only; the loop owns the state. From FAILED only STOPPED can be reached; anything else takes a new object.
/// </summary>
internal sealed class WorkerConnector(
    string name, Connector connector, IReadOnlyDictionary<string, string> config, IOffsetStorageReader? offsets, Action reconfigure,
    Action<ConnectorState> report, string workerId, WorkerLog log, TimeProvider time) : IConnectorContext
{
    private readonly SerialLoop _loop = new();
    private readonly Lock _pendingLock = new();
    private (TargetState Target, TaskCompletionSource Done)? _pending;
    private volatile string? _state;
    private volatile bool _abandoned;

    /// <summary>The plugin's object; may be called on this connector's loop only, but for its version and task class.</summary>
    public Connector Connector => connector;

    public bool IsRunning => _state == State.Running;

    public IOffsetStorageReader? OffsetStorageReader => offsets;

    public TimeProvider Time => time;

    public void RequestTaskReconfiguration() => reconfigure();

    public void RaiseError(Exception error) => _loop.TryEnqueue(() => Run(() => Fail(error)));

    /// <summary>Gives the object its context; the first thing that happens to it.</summary>
    public void Initialize() => _loop.Enqueue(() => Run(() => connector.Initialize(this)));

    /// <summary>Brings the object to a state; a later request takes the place of one that has not begun.</summary>
    /// <exception cref="ConnectException">It failed, had failed before, or another request came.</exception>
    public Task TransitionAsync(TargetState target)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_pendingLock)
        {
            _pending?.Done.SetException(new ConnectException(
                $"Could not begin changing connector state to {TargetStates.Name(_pending.Value.Target)} before another request to change state was made; the new request (which is to change the state to {TargetStates.Name(target)}) has pre-empted this one"));
            _pending = (target, done);
        }
        _loop.Enqueue(TransitionPendingAsync);
        return done.Task;
    }

    /// <summary>Asks the object for the configurations of its tasks.</summary>
    public Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> TaskConfigsAsync(int most) =>
        _loop.RunAsync(
            () => Task.FromResult(connector.TaskConfigs(most) ?? throw new JavaException("java.lang.NullPointerException", "taskConfigs() returned null")),
            CancellationToken.None);

    /// <summary>Hears the object no more.</summary>
    public void Abandon()
    {
        _abandoned = true;
        _ = _loop.CompleteAsync();
    }

    /// <summary>Stops the object and reports it unassigned. If it does not stop within the limit it is left to itself and heard no more.</summary>
    public async Task ShutdownAsync(TimeSpan limit)
    {
        var stopped = _loop.RunAsync(
            () =>
            {
                Stop();
                return Task.FromResult(true);
            },
            CancellationToken.None);
        _ = _loop.CompleteAsync();
        try
        {
            await stopped.WaitAsync(limit, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            log.Write(TaskLogLevel.Error, $"Connector ‘{name}’ failed to properly shut down, has become unresponsive, and may be consuming external resources. Correct the configuration for this connector or remove the connector. After fixing the connector, it may be necessary to restart this worker to release any consumed resources.");
            Report(State.Unassigned);
        }
        _abandoned = true;
    }

    private Task Run(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            Fail(e);
        }
        return Task.CompletedTask;
    }

    private Task TransitionPendingAsync()
    {
        (TargetState Target, TaskCompletionSource Done) pending;
        lock (_pendingLock)
        {
            if (_pending is not { } next)
            {
                return Task.CompletedTask;
            }
            pending = next;
            _pending = null;
        }
        try
        {
            Transition(pending.Target);
            pending.Done.SetResult();
        }
        catch (Exception e)
        {
            pending.Done.SetException(e);
        }
        return Task.CompletedTask;
    }

    private void Transition(TargetState target)
    {
        if (_state == State.Failed && target != TargetState.Stopped)
        {
            throw new ConnectException($"WorkerConnector{{id={name}}} Cannot transition connector to {TargetStates.Name(target)} since it has failed");
        }
        switch (target)
        {
            case TargetState.Started:
                Start();
                break;
            case TargetState.Paused:
                Suspend(State.Paused);
                break;
            case TargetState.Stopped:
                Suspend(State.Stopped);
                break;
        }
    }

    private void Start()
    {
        if (_state == State.Running)
        {
            return;
        }
        try
        {
            connector.Start(config);
        }
        catch (Exception e)
        {
            Fail(e);
            throw new ConnectException($"Failed to transition connector {name} to state STARTED", e);
        }
        Enter(State.Running);
    }

    // Stopping never fails: what the plugin throws is logged and the connector is stopped all the same.
    private void Suspend(string state)
    {
        if (_state == state)
        {
            return;
        }
        try
        {
            if (_state == State.Running)
            {
                connector.Stop();
            }
        }
        catch (Exception e) when (state == State.Paused)
        {
            Fail(e);
            return;
        }
        catch (Exception e)
        {
            log.Write(TaskLogLevel.Error, $"Connector {name} did not stop cleanly.\n{JavaTrace.Of(e)}");
        }
        Enter(state);
    }

    private void Stop()
    {
        try
        {
            if (_state == State.Running)
            {
                connector.Stop();
            }
            Enter(State.Unassigned);
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private void Enter(string state)
    {
        _state = state;
        Report(state);
    }

    private void Fail(Exception error)
    {
        if (_state == State.Failed)
        {
            return;
        }
        var trace = JavaTrace.Of(error);
        log.Write(TaskLogLevel.Error, $"Connector {name} failed.\n{trace}");
        _state = State.Failed;
        Report(State.Failed, trace);
    }

    private void Report(string state, string? trace = null)
    {
        if (!_abandoned)
        {
            report(new ConnectorState(state, workerId, trace, connector.Version));
        }
    }
}
