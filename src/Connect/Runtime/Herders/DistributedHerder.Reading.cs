using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Status;

namespace Ms2Lab.Connect.Runtime.Herders;

/// <content>What can be asked without changing anything, and what the workers ask of one another.</content>
internal sealed partial class DistributedHerder
{
    private static readonly TimeSpan HealthLimit = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public ConfigInfos Validate(IReadOnlyDictionary<string, string?> config) => _validate(_variables.ResolveNullable(config));

    /// <inheritdoc/>
    public Task CheckHealthAsync(CancellationToken cancellation) => _requests.RunAsync(() => Task.FromResult(true), cancellation, HealthLimit);

    /// <inheritdoc/>
    public IReadOnlyList<string> Connectors => JavaHashOrder.OfCopy(_store.Snapshot.Connectors, c => c);

    /// <inheritdoc/>
    public ConnectorInfo KnownConnectorInfo(string name)
    {
        var configs = _store.Snapshot;
        var config = configs.Config(name) ?? throw NotFound(name);
        return new ConnectorInfo(name, config, [.. configs.Tasks(name)], TypeOf(config));
    }

    /// <inheritdoc/>
    public Task<ConnectorInfo> ConnectorInfoAsync(string name, CancellationToken cancellation) =>
        ReadAsync(() => _configs.Contains(name) ? KnownConnectorInfo(name) : throw NotFound(name), cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string?>> ConnectorConfigAsync(string name, CancellationToken cancellation) =>
        (await ConnectorInfoAsync(name, cancellation).ConfigureAwait(false)).Config;

    /// <inheritdoc/>
    public Task<IReadOnlyList<TaskInfo>> TaskConfigsAsync(string name, CancellationToken cancellation) => ReadAsync<IReadOnlyList<TaskInfo>>(
        () => _configs.Contains(name)
            ? [.. Enumerable.Range(0, _configs.TaskCount(name)).Select(t => new ConnectorTaskId(name, t)).Select(t => new TaskInfo(t, _configs.TaskConfig(t)!))]
            : throw NotFound(name),
        cancellation);

    /// <inheritdoc/>
    public ConnectorStateInfo ConnectorStatus(string name) => _statuses.Known.Connector(name) is { } status
        ? new ConnectorStateInfo(name, Shown(status), [.. _statuses.Known.Tasks(name).Select(t => Shown(t.Task, t.Status))], TypeOf(_configs.Config(name)))
        : throw new NotFoundException($"No status found for connector {name}");

    /// <inheritdoc/>
    public TaskStateInfo TaskStatus(string name, int task) => _statuses.Known.Task(new ConnectorTaskId(name, task)) is { } status
        ? Shown(task, status)
        : throw new NotFoundException($"No status found for task {name}-{task}");

    /// <inheritdoc/>
    public IReadOnlyList<string> ActiveTopics(string name) => JavaHashOrder.OfGrown(_statuses.Known.Topics(name), t => t);

    /// <inheritdoc/>
    public void ResetActiveTopics(string name) => _statuses.ForgetTopics(name);

    /// <inheritdoc/>
    public async Task<ConnectorOffsets> ConnectorOffsetsAsync(string name, CancellationToken cancellation)
    {
        var config = await _requests.RunAsync(() => Task.FromResult(_store.Snapshot.Config(name) ?? throw NotFound(name)), cancellation).ConfigureAwait(false);
        return await _worker.ReadOffsetsAsync(name, config, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task PutTaskConfigsAsync(
        string connector, IReadOnlyList<IReadOnlyDictionary<string, string?>> configs, InternalRequestSignature signature, CancellationToken cancellation)
    {
        CheckSignature(signature);
        await _requests.RunAsync(
            async () =>
            {
                RequireLeader("Only the leader may write task configurations.");
                if (!_configs.Contains(connector))
                {
                    throw NotFound(connector);
                }
                await WriteTasksAsync(connector, [.. configs.Select(c => c.ToDictionary(p => p.Key, p => p.Value ?? "", StringComparer.Ordinal))]).ConfigureAwait(false);
                return true;
            },
            cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task SetClusterLoggerLevelAsync(string logger, string level, CancellationToken cancellation) => _store.PutLoggerLevelAsync(logger, level);

    private Task<T> ReadAsync<T>(Func<T> read, CancellationToken cancellation) => _requests.RunAsync(
        () =>
        {
            RefuseIfRebalanceNeeded();
            return Task.FromResult(read());
        },
        cancellation);

    // Before the group is joined the worker's own preference counts.
    private void CheckSignature(InternalRequestSignature signature)
    {
        if ((_member?.Version ?? _settings.Protocol) >= Group.ConnectProtocol.Sessioned)
        {
            _keys.Check(signature);
        }
    }

    private static ConnectorState Shown(StatusEntry status) => new(status.State, status.WorkerId, status.Trace, status.Version);

    private static TaskStateInfo Shown(int task, StatusEntry status) => new(task, status.State, status.WorkerId, status.Trace, status.Version);

    private string TypeOf(IReadOnlyDictionary<string, string?>? config) => Plugins.Find(config?.GetValueOrDefault("connector.class") ?? "", PluginType.Sink, PluginType.Source)?.Type switch
    {
        PluginType.Sink => "sink",
        PluginType.Source => "source",
        _ => "unknown",
    };
}
