using System.Globalization;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Errors;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Status;
using Ms2Lab.Connect.Runtime.Workers;

namespace Ms2Lab.Connect.Runtime.Herders;

/// <summary>
/// Starts and stops connectors and tasks on this worker and says in the status store what became of them. Called on the herder's loop only. What a
/// plugin throws ends in its own status, never in the caller.
/// </summary>
internal sealed class ConnectorWork(
    PluginRegistry plugins, WorkerSettings worker, ConfigVariables variables, StatusStore statuses, TimeProvider time, WorkerLog log, string workerId,
    SerialLoop loop)
{
    private readonly SinkTaskFactory _sinks = new(plugins, worker, statuses, time, log, workerId);

    /// <summary>Starts the connector object as its target state asks; false if it failed.</summary>
    public bool StartConnector(ManagedConnector managed)
    {
        Connector? connector = null;
        try
        {
            var plugin = plugins.Find(managed.Config["connector.class"], PluginType.Sink, PluginType.Source)
                ?? throw new ConnectException($"Failed to find any class that implements Connector and which name matches {managed.Config["connector.class"]}");
            connector = (Connector)plugin.Create();
            if (managed.Target == TargetState.Stopped)
            {
                statuses.Put(managed.Name, new ConnectorState(State.Stopped, workerId, null, plugin.Version));
                return true;
            }
            var running = new WorkerConnector(connector, () => loop.Enqueue(() => ReconfigureAsync(managed)), e => Fail(managed, e, plugin.Version), time);
            running.Start(variables.Resolve(managed.Config));
            managed.Running = running;
            statuses.Put(managed.Name, new ConnectorState(managed.Target == TargetState.Paused ? State.Paused : State.Running, workerId, null, plugin.Version));
            return true;
        }
        catch (Exception e)
        {
            Fail(managed, e, null);
            return false;
        }
    }

    public void StopConnector(ManagedConnector managed)
    {
        try
        {
            managed.Running?.Connector.Stop();
        }
        catch (Exception e)
        {
            log.Write(TaskLogLevel.Error, $"Connector {managed.Name} did not stop cleanly.\n{JavaTrace.Of(e)}");
        }
        managed.Running = null;
    }

    /// <summary>Asks the connector for its tasks' configurations and starts those tasks anew if they differ from what runs.</summary>
    public async Task ReconfigureAsync(ManagedConnector managed)
    {
        if (managed.Running is not { } running || managed.Target != TargetState.Started)
        {
            return;
        }
        try
        {
            var wanted = TaskConfigs(running.Connector, managed.Config, variables.Resolve(managed.Config));
            if (Same(wanted, managed.TaskConfigs) && managed.Tasks.Count == wanted.Count)
            {
                return;
            }
            await StopTasksAsync(managed).ConfigureAwait(false);
            foreach (var gone in Enumerable.Range(wanted.Count, Math.Max(0, managed.TaskConfigs.Count - wanted.Count)))
            {
                statuses.RemoveTask(new ConnectorTaskId(managed.Name, gone));
            }
            managed.TaskConfigs = wanted;
        }
        catch (Exception e)
        {
            Fail(managed, e, running.Connector.Version);
            return;
        }
        for (var task = 0; task < managed.TaskConfigs.Count; task++)
        {
            await StartTaskAsync(managed, task).ConfigureAwait(false);
        }
    }

    public async Task StartTaskAsync(ManagedConnector managed, int number)
    {
        var id = new ConnectorTaskId(managed.Name, number);
        try
        {
            var connector = managed.Running?.Connector ?? throw new ConnectException($"Connector {managed.Name} is not running on this worker.");
            if (connector is not SinkConnector)
            {
                throw new ConnectException("Source connectors are not supported by this worker yet; see GAPS.md of Ms2Lab.Connect.Runtime.");
            }
            var task = await _sinks.CreateAsync(
                id, connector, variables.Resolve(managed.Config), variables.Resolve(managed.TaskConfigs[number]), CancellationToken.None).ConfigureAwait(false);
            task.Target = managed.Target;
            managed.Tasks[number] = task;
            task.Begin();
        }
        catch (Exception e)
        {
            // The status of a task that could not even be made shows no version.
            var version = e is DeadLetterSetupException ? managed.Running?.Connector.Version : null;
            statuses.Put(id, new TaskStateInfo(number, State.Failed, workerId, JavaTrace.Of(e), version));
        }
    }

    public async Task StopTasksAsync(ManagedConnector managed) => await StopTasksAsync(managed, [.. managed.Tasks.Keys]).ConfigureAwait(false);

    /// <summary>Stops tasks; all are asked first, then they share one budget of time, as in Connect.</summary>
    public async Task StopTasksAsync(ManagedConnector managed, IReadOnlyCollection<int> numbers)
    {
        var stopping = numbers.Where(managed.Tasks.ContainsKey).Select(n => managed.Tasks[n]).ToList();
        foreach (var task in stopping)
        {
            task.RequestStop();
        }
        var began = time.GetTimestamp();
        foreach (var task in stopping)
        {
            var left = worker.GracefulStop - time.GetElapsedTime(began);
            if (await task.AwaitStopAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time).ConfigureAwait(false))
            {
                await task.DisposeAsync().ConfigureAwait(false);
            }
            managed.Tasks.Remove(task.Id.Task);
        }
    }

    private static List<IReadOnlyDictionary<string, string>> TaskConfigs(
        Connector connector, IReadOnlyDictionary<string, string> raw, Dictionary<string, string> config)
    {
        var most = int.Parse(config.GetValueOrDefault("tasks.max", "1").Trim(), CultureInfo.InvariantCulture);
        var configs = connector.TaskConfigs(most);
        if (configs.Count > most && !string.Equals(config.GetValueOrDefault("tasks.max.enforce", "true").Trim(), "false", StringComparison.OrdinalIgnoreCase))
        {
            throw new ConnectException($"The connector {config["name"]} has generated {configs.Count} tasks, which is greater than {most}, the maximum number of tasks it is configured to create. ");
        }
        return [.. configs.Select(c => TaskConfig(connector, raw, c))];
    }

    // What the user wrote with a variable is kept with it, so that no secret is shown or stored.
    private static Dictionary<string, string> TaskConfig(Connector connector, IReadOnlyDictionary<string, string> config, IReadOnlyDictionary<string, string> given)
    {
        var task = given.ToDictionary(
            g => g.Key, g => config.TryGetValue(g.Key, out var raw) && ConfigVariables.IsIn(raw) ? raw : g.Value, StringComparer.Ordinal);
        task["task.class"] = connector.TaskClass;
        foreach (var name in (string[])["topics", "topics.regex"])
        {
            if (connector is SinkConnector && config.TryGetValue(name, out var value))
            {
                task[name] = value;
            }
        }
        return task;
    }

    private static bool Same(List<IReadOnlyDictionary<string, string>> a, IReadOnlyList<IReadOnlyDictionary<string, string>> b) =>
        a.Count == b.Count && a.Zip(b).All(p => p.First.Count == p.Second.Count && p.First.All(e => p.Second.TryGetValue(e.Key, out var v) && v == e.Value));

    private void Fail(ManagedConnector managed, Exception error, string? version)
    {
        var trace = JavaTrace.Of(error);
        log.Write(TaskLogLevel.Error, $"Connector {managed.Name} failed.\n{trace}");
        statuses.Put(managed.Name, new ConnectorState(State.Failed, workerId, trace, version));
    }
}
