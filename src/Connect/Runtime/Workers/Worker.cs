using System.Collections.Concurrent;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Cloud;
using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Offsets;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Status;
using Ms2Lab.Connect.Runtime.Tasks;
using Ms2Lab.Connect.Runtime.Tasks.Sources;

namespace Ms2Lab.Connect.Runtime.Workers;

/// <summary>
/// Runs connector objects and tasks by their ids (org.apache.kafka.connect.runtime.Worker). It knows nothing of groups: a task needs only its own and
/// its connector's configuration, the connector object may be on another worker. Called on the herder's loop, which alone fills and empties the tables;
/// only <see cref="AbandonAsync"/> reads them beside it. What a plugin throws ends in its own status, never in the caller.
/// </summary>
internal sealed partial class Worker(
    PluginRegistry plugins, WorkerSettings settings, ConfigVariables variables, StatusStore statuses, TimeProvider time, WorkerLog log, string workerId)
    : IAsyncDisposable
{
    private static readonly TimeSpan ConnectorStopLimit = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, WorkerConnector> _connectors = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ConnectorTaskId, WorkerTask> _tasks = new();
    private readonly FittingRoom _fitting = new(settings.Properties);
    private readonly SinkTaskFactory _sinks = new(plugins, settings, statuses, time, log, workerId);
    private readonly WorkerOffsets _offsets = new(settings, time, log);
    private SourceTaskFactory? _sources;

    /// <summary>Names of the connectors that have an object here.</summary>
    public IReadOnlyCollection<string> Connectors => [.. _connectors.Keys];

    /// <summary>Ids of the tasks that are here.</summary>
    public IReadOnlyCollection<ConnectorTaskId> Tasks => [.. _tasks.Keys];

    /// <summary>Prepares what all tasks share; before anything is started.</summary>
    /// <exception cref="ConfigException">The offsets topic is not compacted.</exception>
    /// <exception cref="Ms2Lab.Kafka.Client.KafkaException">It cannot be created or read.</exception>
    public async Task StartAsync()
    {
        await _offsets.StartAsync(CancellationToken.None).ConfigureAwait(false);
        log.Write(TaskLogLevel.Info, $"Worker {workerId} started");
    }

    /// <summary>Releases what all tasks share; after everything has been stopped.</summary>
    public ValueTask DisposeAsync() => _offsets.DisposeAsync();

    /// <summary>Whether the connector's object is here and has started.</summary>
    public bool IsRunning(string connector) => _connectors.TryGetValue(connector, out var running) && running.IsRunning;

    /// <summary>Makes a connector's object and begins to bring it to a state.</summary>
    /// <param name="name">The connector.</param>
    /// <param name="config">Its configuration as sent.</param>
    /// <param name="target">The state to begin in.</param>
    /// <param name="reconfigure">The connector asks for its task configurations to be made anew.</param>
    /// <returns>Ends when the state is reached.</returns>
    /// <exception cref="Exception">It could not be made or started; its status says so already.</exception>
    public Task StartConnectorAsync(string name, IReadOnlyDictionary<string, string?> config, TargetState target, Action reconfigure)
    {
        WorkerConnector running;
        try
        {
            if (_fitting.Fit(config).Remark is { } remark)
            {
                log.Write(TaskLogLevel.Info, $"Connector {name}: {remark}");
            }
            var resolved = Used(config);
            var connector = MakeConnector(resolved);
            running = new WorkerConnector(
                name, connector, resolved, OffsetReader(name, connector, resolved), reconfigure, state => statuses.Put(name, state), workerId, log, time);
        }
        catch (Exception e)
        {
            var trace = JavaTrace.Of(e);
            log.Write(TaskLogLevel.Error, $"Failed to start connector {name}\n{trace}");
            statuses.Put(name, new ConnectorState(State.Failed, workerId, trace, null));
            return Task.FromException(e);
        }
        _connectors[name] = running;
        running.Initialize();
        return running.TransitionAsync(target);
    }

    /// <summary>Stops connector objects, all at the same time; unknown ones are passed over.</summary>
    public Task StopConnectorsAsync(IEnumerable<string> names) => Task.WhenAll(names.ToList().Select(name =>
        _connectors.TryRemove(name, out var running) ? running.ShutdownAsync(ConnectorStopLimit) : Task.CompletedTask));

    /// <summary>Tells a connector's object and its tasks, as far as they are here, which state is wanted now.</summary>
    /// <returns>Ends when the object has reached it; null if it is not here.</returns>
    public Task? SetTargetState(string connector, TargetState target)
    {
        foreach (var task in _tasks.Values.Where(t => t.Id.Connector == connector))
        {
            if (target == TargetState.Stopped)
            {
                task.RequestStop();
            }
            else
            {
                task.Target = target;
            }
        }
        return _connectors.TryGetValue(connector, out var running) ? running.TransitionAsync(target) : null;
    }

    /// <summary>Starts a task; false if it could not be made, which its status says then.</summary>
    public bool StartTask(
        ConnectorTaskId id, IReadOnlyDictionary<string, string?> connectorConfig, IReadOnlyDictionary<string, string> taskConfig, TargetState target,
        TaskPreflight preflight)
    {
        try
        {
            var resolved = Used(connectorConfig);
            var start = new TaskStart(id, MakeConnector(resolved), resolved, variables.Resolve(taskConfig), preflight);
            var task = MakeTask(start);
            task.Target = target;
            _tasks[id] = task;
            task.Begin();
            return true;
        }
        catch (Exception e)
        {
            FailTask(id, e);
            return false;
        }
    }

    /// <summary>Leaves everything to itself, as if the process had died: no commit, no status, no word to a consumer group. May be called again.</summary>
    public async Task AbandonAsync()
    {
        foreach (var connector in _connectors.Values)
        {
            connector.Abandon();
        }
        await Task.WhenAll(_tasks.Values.Select(t => t.AbandonAsync())).ConfigureAwait(false);
    }

    /// <summary>Stops tasks; all are asked first, then they share one budget of time. Unknown ones are passed over.</summary>
    public async Task StopTasksAsync(IEnumerable<ConnectorTaskId> ids)
    {
        var stopping = ids.Where(_tasks.ContainsKey).Select(id => _tasks[id]).ToList();
        foreach (var task in stopping)
        {
            task.RequestStop();
        }
        var began = time.GetTimestamp();
        foreach (var task in stopping)
        {
            var left = settings.GracefulStop - time.GetElapsedTime(began);
            var isStopped = await task.AwaitStopAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time).ConfigureAwait(false);
            _tasks.TryRemove(task.Id, out _);
            if (isStopped)
            {
                await task.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    // The one place that knows which kinds of tasks there are.
    private WorkerTask MakeTask(TaskStart start) => start.Connector switch
    {
        SinkConnector => _sinks.Create(start),
        _ => (_sources ??= new SourceTaskFactory(plugins, settings, _offsets, statuses, time, log, workerId)).Create(start),
    };

    private Connector MakeConnector(Dictionary<string, string> config)
    {
        var name = config["connector.class"];
        var plugin = plugins.Find(name, PluginType.Sink, PluginType.Source)
            ?? throw new ConnectException($"Failed to find any class that implements Connector and which name matches {name}");
        return (Connector)plugin.Create();
    }

    private void FailTask(ConnectorTaskId id, Exception error)
    {
        var trace = JavaTrace.Of(error);
        log.Write(TaskLogLevel.Error, $"Failed to start task {id}\n{trace}");
        // The status of a task that could not even be made shows no version.
        statuses.Put(id, new TaskStateInfo(id.Task, State.Failed, workerId, trace, null));
    }

    private Dictionary<string, string> Used(IReadOnlyDictionary<string, string?> config) => variables.Resolve(Fitted(config));

    private Dictionary<string, string> Fitted(IReadOnlyDictionary<string, string?> config) => Texts(_fitting.Fit(config).Config);

    // A null passes validation where the connector defines the key, and fails here.
    private static Dictionary<string, string> Texts(IReadOnlyDictionary<string, string?> config) => config.ToDictionary(
        c => c.Key,
        c => c.Value ?? throw new JavaException("java.lang.ClassCastException", $"Non-string value found in original settings for key {c.Key}: null"),
        StringComparer.Ordinal);
}
