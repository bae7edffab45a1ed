using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Configs;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Status;
using Ms2Lab.Connect.Runtime.Workers;

namespace Ms2Lab.Connect.Runtime.Herders;

/// <content>Starting, restarting and reconfiguring the connectors and tasks of this worker.</content>
internal sealed partial class DistributedHerder
{
    private static readonly TimeSpan FirstPublishPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPublishPause = TimeSpan.FromMinutes(1);

    /// <summary>Takes up what the config topic has told; true if the group has to rebalance first.</summary>
    private async Task<bool> FollowConfigsAsync()
    {
        var changes = _updates.Take();
        if (changes.IsEmpty)
        {
            return false;
        }
        _configs = _store.Snapshot;
        if (changes.NeedsRebalance)
        {
            Member.RequestRejoin();
            if (Member.Version == Group.ConnectProtocol.Eager)
            {
                return true;
            }
        }
        await RestartChangedAsync(changes.Connectors).ConfigureAwait(false);
        FollowTargets(changes.Targets);
        await StopReconfiguredAsync(changes.TaskConnectors).ConfigureAwait(false);
        return changes.NeedsRebalance;
    }

    private async Task RestartChangedAsync(IEnumerable<string> connectors)
    {
        foreach (var connector in connectors.Where(c => Member.Share?.Work.Connectors.Contains(c) == true).ToList())
        {
            using (_stages.Begin($"stopping connector {connector}"))
            {
                await _worker.StopConnectorsAsync([connector]).ConfigureAwait(false);
            }
            if (_configs.Contains(connector))
            {
                _ = LogFailureAsync(StartConnectorAsync(connector));
            }
        }
    }

    private void FollowTargets(IEnumerable<string> connectors)
    {
        foreach (var connector in connectors.Where(_configs.Contains))
        {
            var target = _configs.Target(connector);
            if (_worker.SetTargetState(connector, target) is { } reached)
            {
                _ = LogFailureAsync(ReconfigureAfterAsync(connector, target, reached));
            }
        }
    }

    // The tasks come back with the configurations that the rebalance agrees on.
    private async Task StopReconfiguredAsync(HashSet<string> connectors)
    {
        var tasks = Member.Share?.Work.Tasks.Where(t => connectors.Contains(t.Connector)).ToList() ?? [];
        if (tasks.Count > 0)
        {
            using (_stages.Begin($"stopping {tasks.Count} reconfigured tasks"))
            {
                await _worker.StopTasksAsync(tasks).ConfigureAwait(false);
            }
            _tasksToRestart.UnionWith(tasks);
        }
    }

    private async Task CarryOutRestartsAsync()
    {
        foreach (var request in _updates.TakeRestarts())
        {
            using (_stages.Begin($"handling restart request for connector {request.Connector}"))
            {
                await RestartAsync(request).ConfigureAwait(false);
            }
        }
    }

    // Every worker restarts its own share of what the request means.
    private async Task RestartAsync(RestartRequest request)
    {
        if (_statuses.Known.Connector(request.Connector) is not { } status || Member.Share is not { } share)
        {
            return;
        }
        var connector = request.TakesConnector(status.State) && share.Work.Connectors.Contains(request.Connector);
        var tasks = _statuses.Known.Tasks(request.Connector)
            .Where(t => request.TakesTask(t.Status.State)).Select(t => new ConnectorTaskId(request.Connector, t.Task)).Where(share.Work.Tasks.Contains).ToList();
        if (connector)
        {
            await _worker.StopConnectorsAsync([request.Connector]).ConfigureAwait(false);
            _statuses.Put(request.Connector, new ConnectorState(State.Restarting, _workerId, null, null));
        }
        await _worker.StopTasksAsync(tasks).ConfigureAwait(false);
        foreach (var task in tasks)
        {
            _statuses.Put(task, new TaskStateInfo(task.Task, State.Restarting, _workerId, null, null));
        }
        if (connector)
        {
            _ = LogFailureAsync(StartConnectorAsync(request.Connector));
        }
        foreach (var task in tasks)
        {
            StartTask(task);
        }
    }

    private bool StartTask(ConnectorTaskId task) =>
        _configs.Config(task.Connector) is { } config && _configs.TaskConfig(task) is { } taskConfig
        && _worker.StartTask(task, config, taskConfig, _configs.Target(task.Connector), Preflight(task));

    /// <summary>Begins to start a connector object; the answer ends when it has reached the state it is to begin in.</summary>
    private async Task StartConnectorAsync(string connector)
    {
        try
        {
            var target = _configs.Target(connector);
            var started = _worker.StartConnectorAsync(connector, _configs.Config(connector)!, target, () => RequestReconfiguration(connector));
            await ReconfigureAfterAsync(connector, target, started).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            throw new ConnectException($"Failed to start connector: {connector}", e);
        }
    }

    private async Task ReconfigureAfterAsync(string connector, TargetState target, Task reached)
    {
        await reached.ConfigureAwait(false);
        if (target == TargetState.Started)
        {
            RequestReconfiguration(connector);
        }
    }

    private void RequestReconfiguration(string connector) => _ = ReconfigureAsync(connector);

    // Tried again until it succeeds, as a connector without tasks does nothing; the loop is free in between.
    private async Task ReconfigureAsync(string connector)
    {
        var pause = FirstPublishPause;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await PublishTasksAsync(connector).ConfigureAwait(false);
                return;
            }
            catch (TooManyTasksException)
            {
                return;
            }
            catch (Exception e)
            {
                _log.Write(TaskLogLevel.Error, $"Failed to reconfigure connector {connector}'s tasks, retrying after {pause.TotalMilliseconds:F0} ms.\n{JavaTrace.Of(e)}");
            }
            await PauseAsync(pause).ConfigureAwait(false);
            pause = pause * 2 < LongestPublishPause ? pause * 2 : LongestPublishPause;
        }
    }

    private async Task PublishTasksAsync(string connector)
    {
        var making = await _requests.Enqueue(() => Task.FromResult(
            _worker.IsRunning(connector) && _configs.Target(connector) == TargetState.Started && _configs.Config(connector) is { } config
                ? _worker.TaskConfigsAsync(connector, config)
                : null)).ConfigureAwait(false);
        if (making is null)
        {
            return;
        }
        var made = await making.ConfigureAwait(false);
        var leader = await _requests.Enqueue(async () =>
        {
            if (!IsChanged(connector, made))
            {
                return null;
            }
            if (!IsLeader)
            {
                return Member.Share?.LeaderUrl ?? "";
            }
            await WriteTasksAsync(connector, made).ConfigureAwait(false);
            return null;
        }).ConfigureAwait(false);
        if (leader is { Length: 0 })
        {
            throw new ConnectException("Request to leader to reconfigure connector tasks failed because the URL of the leader's REST interface is empty!");
        }
        if (leader is not null)
        {
            await _leaderClient.PutTasksAsync(leader, connector, made, IsSigned, _stop.Token).ConfigureAwait(false);
        }
    }

    // Converters, transforms and overrides live in the connector's configuration, so that a change of that restarts the tasks too.
    private bool IsChanged(string connector, IReadOnlyList<IReadOnlyDictionary<string, string>> made)
    {
        var current = _configs.Tasks(connector).Select(t => _configs.TaskConfig(t)!).ToList();
        return current.Count != made.Count || !current.Zip(made).All(p => IsSame(p.First, p.Second))
            || _configs.Applied(connector) is not { } applied || _configs.Config(connector) is not { } config || !IsSame(applied, config);
    }

    private static bool IsSame<T>(IReadOnlyDictionary<string, T> a, IReadOnlyDictionary<string, T> b) =>
        a.Count == b.Count && a.All(e => b.TryGetValue(e.Key, out var value) && Equals(e.Value, value));

    private Task WriteTasksAsync(string connector, IReadOnlyList<IReadOnlyDictionary<string, string>> tasks) =>
        tasks.Count > 0 && _configs.Target(connector) == TargetState.Stopped
            ? throw new RestException(400, $"Cannot submit non-empty set of task configs for stopped connector {connector}")
            : WriteAsLeaderAsync($"writing {tasks.Count} task configs for connector {connector} to the config topic", () => _store.PutTasksAsync(connector, tasks));

    private async Task LogFailureAsync(Task work)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _log.Write(TaskLogLevel.Error, JavaTrace.Of(e));
        }
    }
}
