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
    private readonly TaskCompletionSource _served = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _time;
    private readonly WorkerLog _log;
    private Worker _work = null!;
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
        _loop.Enqueue(() => _served.Task);
    }

    /// <summary>Begins work under the worker's id, which is known when its REST interface listens; what was asked before waits for this.</summary>
    public async Task ServeAsync(string workerId)
    {
        _workerId = workerId;
        _work = new Worker(Plugins, _worker, _variables, _statuses, _time, _log, workerId);
        await _work.StartAsync().ConfigureAwait(false);
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
            var patched = Require(name).Config.ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
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
            await StopAsync(managed).ConfigureAwait(false);
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
            await RestartTasksAsync(managed, [task]).ConfigureAwait(false);
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
                    await StopAsync(managed).ConfigureAwait(false);
                }
                return true;
            },
            CancellationToken.None).ConfigureAwait(false);
        await _loop.CompleteAsync().ConfigureAwait(false);
        await _work.DisposeAsync().ConfigureAwait(false);
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
        managed.Config = config;
        _connectors[name] = managed;
        // As on a real worker the answer comes first and the connector starts afterwards.
        _loop.Enqueue(() => BeginAsync(managed));
        return (existing is null, Info(managed));
    }

    private async Task BeginAsync(ManagedConnector managed)
    {
        if (_connectors.GetValueOrDefault(managed.Name) == managed)
        {
            await StopAsync(managed).ConfigureAwait(false);
            Start(managed);
        }
    }

    private async Task StopAsync(ManagedConnector managed)
    {
        await _work.StopTasksAsync(TaskIds(managed)).ConfigureAwait(false);
        await _work.StopConnectorsAsync([managed.Name]).ConfigureAwait(false);
    }

    private void Start(ManagedConnector managed) => ReconfigureAfter(
        managed, _work.StartConnectorAsync(managed.Name, managed.Config, managed.Target, () => _loop.TryEnqueue(() => ReconfigureAsync(managed))));

    // The object starts on a loop of its own; its tasks are made when it has.
    private void ReconfigureAfter(ManagedConnector managed, Task transition) => _ = transition.ContinueWith(
        _ => _loop.TryEnqueue(() => ReconfigureAsync(managed)), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);

    private async Task ReconfigureAsync(ManagedConnector managed)
    {
        if (!_work.IsRunning(managed.Name) || managed.Target != TargetState.Started)
        {
            return;
        }
        IReadOnlyList<IReadOnlyDictionary<string, string>> wanted;
        try
        {
            wanted = await _work.TaskConfigsAsync(managed.Name, managed.Config).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _log.Write(TaskLogLevel.Error, $"Connector {managed.Name} made no task configurations.\n{JavaTrace.Of(e)}");
            return;
        }
        await _work.StopTasksAsync(TaskIds(managed)).ConfigureAwait(false);
        foreach (var gone in Enumerable.Range(wanted.Count, Math.Max(0, managed.TaskConfigs.Count - wanted.Count)))
        {
            _statuses.RemoveTask(new ConnectorTaskId(managed.Name, gone));
        }
        managed.TaskConfigs = wanted;
        StartTasks(managed, Enumerable.Range(0, wanted.Count));
    }

    private async Task RestartTasksAsync(ManagedConnector managed, IReadOnlyCollection<int> tasks)
    {
        await _work.StopTasksAsync(tasks.Select(t => new ConnectorTaskId(managed.Name, t))).ConfigureAwait(false);
        StartTasks(managed, tasks);
    }

    private void StartTasks(ManagedConnector managed, IEnumerable<int> tasks)
    {
        foreach (var task in tasks)
        {
            _work.StartTask(new ConnectorTaskId(managed.Name, task), managed.Config, managed.TaskConfigs[task], managed.Target);
        }
    }

    private async Task RestartObjectAsync(ManagedConnector managed)
    {
        await _work.StopConnectorsAsync([managed.Name]).ConfigureAwait(false);
        Start(managed);
    }

    private async Task CarryOutRestartAsync(ManagedConnector managed, bool connector, IReadOnlyCollection<int> tasks)
    {
        if (connector)
        {
            await RestartObjectAsync(managed).ConfigureAwait(false);
        }
        await RestartTasksAsync(managed, tasks).ConfigureAwait(false);
    }

    private async Task ChangeTargetAsync(ManagedConnector managed, TargetState state)
    {
        if (managed.Target == state)
        {
            return;
        }
        managed.Target = state;
        var reached = _work.SetTargetState(managed.Name, state);
        if (state == TargetState.Stopped)
        {
            await _work.StopTasksAsync(TaskIds(managed)).ConfigureAwait(false);
            foreach (var task in TaskIds(managed))
            {
                _statuses.RemoveTask(task);
            }
            managed.TaskConfigs = [];
        }
        else if (reached is not null)
        {
            ReconfigureAfter(managed, reached);
        }
    }

    private static List<ConnectorTaskId> TaskIds(ManagedConnector managed) =>
        [.. managed.TaskConfigs.Select((_, i) => new ConnectorTaskId(managed.Name, i))];
}
