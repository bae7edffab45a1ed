using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Status;
using Ms2Lab.Connect.Runtime.Workers;

namespace Ms2Lab.Connect.Runtime.Herders;

/// <summary>
/// The herder of a worker that is alone: configurations, target states and statuses live in this process and end with it, as with Kafka's own
/// standalone worker. State: the connectors, changed on one loop; readers see immutable parts.
/// </summary>
internal sealed partial class StandaloneHerder : IHerder, IAsyncDisposable
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, ManagedConnector> _connectors = new(StringComparer.Ordinal);
    private readonly SerialLoop _loop = new();
    private readonly StatusStore _statuses = new();
    private readonly WorkerSettings _worker;
    private readonly ConfigVariables _variables;
    private readonly Func<IReadOnlyDictionary<string, string?>, ConfigInfos> _validate;
    private readonly SinkOffsetsAdmin _sinkOffsets;
    private readonly TaskCompletionSource _served = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _time;
    private readonly WorkerLog _log;
    private ConnectorWork _work = null!;
    private string _workerId = "";

    public StandaloneHerder(
        PluginRegistry plugins, WorkerSettings worker, ConfigVariables variables, Func<IReadOnlyDictionary<string, string?>, ConfigInfos> validate, string? clusterId,
        TimeProvider time, WorkerLog log)
    {
        Plugins = plugins;
        KafkaClusterId = clusterId;
        _worker = worker;
        _variables = variables;
        _validate = validate;
        _time = time;
        _log = log;
        _sinkOffsets = new SinkOffsetsAdmin(worker, time);
        _loop.Enqueue(() => _served.Task);
    }

    /// <summary>Begins work under the worker's id, which is known when its REST interface listens; what was asked before waits for this.</summary>
    public void Serve(string workerId)
    {
        _workerId = workerId;
        _work = new ConnectorWork(Plugins, _worker, _variables, _statuses, _time, _log, workerId, _loop);
        _served.SetResult();
    }

    /// <inheritdoc/>
    public PluginRegistry Plugins { get; }

    /// <inheritdoc/>
    public string? KafkaClusterId { get; }

    /// <inheritdoc/>
    public bool IsReady => true;

    /// <inheritdoc/>
    public ConfigInfos Validate(IReadOnlyDictionary<string, string?> config) => _validate(_variables.ResolveNullable(config));

    /// <inheritdoc/>
    public Task<(bool Created, ConnectorInfo Info)> PutConnectorConfigAsync(
        string name, IReadOnlyDictionary<string, string?> config, TargetState? initialState, bool allowReplace, CancellationToken cancellation) =>
        _loop.RunAsync(() => Task.FromResult(Put(name, config, initialState, allowReplace)), cancellation);

    /// <inheritdoc/>
    public Task<ConnectorInfo> PatchConnectorConfigAsync(string name, IReadOnlyDictionary<string, string?> patch, CancellationToken cancellation) => _loop.RunAsync(
        () =>
        {
            var patched = Require(name).Config.ToDictionary(c => c.Key, c => (string?)c.Value, StringComparer.Ordinal);
            foreach (var (key, value) in patch)
            {
                if (value is null)
                {
                    patched.Remove(key);
                }
                else
                {
                    patched[key] = value;
                }
            }
            return Task.FromResult(Put(name, patched, null, allowReplace: true).Info);
        },
        cancellation);

    /// <inheritdoc/>
    public Task DeleteConnectorAsync(string name, CancellationToken cancellation) => _loop.RunAsync(
        async () =>
        {
            var managed = Require(name);
            _connectors.TryRemove(name, out _);
            await _work.StopTasksAsync(managed).ConfigureAwait(false);
            _work.StopConnector(managed);
            _statuses.Remove(name);
            return true;
        },
        cancellation);

    /// <inheritdoc/>
    public Task RestartConnectorAsync(string name, CancellationToken cancellation) => _loop.RunAsync(
        async () =>
        {
            await RestartObjectAsync(Require(name)).ConfigureAwait(false);
            return true;
        },
        cancellation);

    /// <inheritdoc/>
    public Task<ConnectorStateInfo> RestartConnectorAndTasksAsync(string name, bool onlyFailed, bool includeTasks, CancellationToken cancellation) => _loop.RunAsync(
        () =>
        {
            var managed = Require(name);
            var status = ConnectorStatus(name);
            var connector = !onlyFailed || status.Connector.State == State.Failed;
            var tasks = includeTasks ? status.Tasks.Where(t => !onlyFailed || t.State == State.Failed).Select(t => t.Id).ToList() : [];
            // The answer is the plan; what comes of it shows in the status afterwards.
            _loop.Enqueue(() => CarryOutRestartAsync(managed, connector, tasks));
            return Task.FromResult(status with
            {
                Connector = connector ? status.Connector with { State = State.Restarting } : status.Connector,
                Tasks = [.. status.Tasks.Select(t => tasks.Contains(t.Id) ? t with { State = State.Restarting } : t)],
            });
        },
        cancellation);

    /// <inheritdoc/>
    public Task RestartTaskAsync(string name, int task, CancellationToken cancellation) => _loop.RunAsync(
        async () =>
        {
            var managed = Require(name);
            if (task < 0 || task >= managed.TaskConfigs.Count)
            {
                throw new NotFoundException($"Unknown task: {name}-{task}");
            }
            await _work.StopTasksAsync(managed, [task]).ConfigureAwait(false);
            await _work.StartTaskAsync(managed, task).ConfigureAwait(false);
            return true;
        },
        cancellation);

    /// <inheritdoc/>
    public Task SetTargetStateAsync(string name, TargetState state, CancellationToken cancellation)
    {
        var managed = Require(name);
        _loop.Enqueue(() => ChangeTargetAsync(managed, state));
        return Task.CompletedTask;
    }

    /// <summary>Stops every task and connector gracefully.</summary>
    public async ValueTask DisposeAsync()
    {
        await _loop.RunAsync(
            async () =>
            {
                foreach (var managed in _connectors.Values)
                {
                    await _work.StopTasksAsync(managed).ConfigureAwait(false);
                    _work.StopConnector(managed);
                }
                return true;
            },
            CancellationToken.None).ConfigureAwait(false);
        await _loop.DisposeAsync().ConfigureAwait(false);
        _variables.Dispose();
    }

    private (bool Created, ConnectorInfo Info) Put(
        string name, IReadOnlyDictionary<string, string?> config, TargetState? initialState, bool allowReplace)
    {
        var infos = Validate(config);
        if (infos.ErrorCount > 0)
        {
            throw new RestException(400, ValidationText.Of(infos));
        }
        var existing = _connectors.GetValueOrDefault(name);
        if (existing is not null && !allowReplace)
        {
            throw new AlreadyExistsException($"Connector {name} already exists");
        }
        var managed = existing ?? new ManagedConnector(name) { Target = initialState ?? TargetState.Started };
        managed.Config = config.Where(c => c.Value is not null).ToDictionary(c => c.Key, c => c.Value!, StringComparer.Ordinal);
        _connectors[name] = managed;
        // As on a real worker the answer comes first and the connector starts afterwards.
        _loop.Enqueue(() => BeginAsync(managed));
        return (existing is null, Info(managed));
    }

    private async Task BeginAsync(ManagedConnector managed)
    {
        if (_connectors.GetValueOrDefault(managed.Name) != managed)
        {
            return;
        }
        await _work.StopTasksAsync(managed).ConfigureAwait(false);
        _work.StopConnector(managed);
        if (_work.StartConnector(managed))
        {
            await _work.ReconfigureAsync(managed).ConfigureAwait(false);
        }
    }

    private async Task RestartObjectAsync(ManagedConnector managed)
    {
        _work.StopConnector(managed);
        if (_work.StartConnector(managed))
        {
            await _work.ReconfigureAsync(managed).ConfigureAwait(false);
        }
    }

    private async Task CarryOutRestartAsync(ManagedConnector managed, bool connector, IReadOnlyCollection<int> tasks)
    {
        await _work.StopTasksAsync(managed, tasks).ConfigureAwait(false);
        if (connector)
        {
            _work.StopConnector(managed);
            if (!_work.StartConnector(managed))
            {
                return;
            }
        }
        foreach (var task in tasks)
        {
            await _work.StartTaskAsync(managed, task).ConfigureAwait(false);
        }
        if (connector)
        {
            await _work.ReconfigureAsync(managed).ConfigureAwait(false);
        }
    }

    private async Task ChangeTargetAsync(ManagedConnector managed, TargetState state)
    {
        var before = managed.Target;
        managed.Target = state;
        if (before == state)
        {
            return;
        }
        if (state == TargetState.Stopped)
        {
            await _work.StopTasksAsync(managed).ConfigureAwait(false);
            _work.StopConnector(managed);
            foreach (var task in Enumerable.Range(0, managed.TaskConfigs.Count))
            {
                _statuses.RemoveTask(new ConnectorTaskId(managed.Name, task));
            }
            managed.TaskConfigs = [];
        }
        foreach (var task in managed.Tasks.Values)
        {
            task.Target = state;
        }
        if (before == TargetState.Stopped || managed.Running is null)
        {
            await BeginAsync(managed).ConfigureAwait(false);
            return;
        }
        _statuses.Put(managed.Name, new ConnectorState(
            state == TargetState.Paused ? State.Paused : State.Running, _workerId, null, managed.Running.Connector.Version));
        await _work.ReconfigureAsync(managed).ConfigureAwait(false);
    }
}
