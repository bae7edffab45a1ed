using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Rest;

namespace Ms2Lab.Connect.Runtime.Herders;

/// <content>What can be asked without changing anything, and the offsets of stopped connectors.</content>
internal sealed partial class StandaloneHerder
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ConnectorsAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<string>>([.. _connectors.Keys.Order(StringComparer.Ordinal)]);

    /// <inheritdoc/>
    public Task<ConnectorInfo> ConnectorInfoAsync(string name, CancellationToken cancellation) => Task.FromResult(Info(Require(name)));

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, string?>> ConnectorConfigAsync(string name, CancellationToken cancellation) => Task.FromResult(Require(name).Config);

    /// <inheritdoc/>
    public ConnectorStateInfo ConnectorStatus(string name) => _statuses.Connector(name) is { } state && _connectors.TryGetValue(name, out var managed)
        ? new ConnectorStateInfo(name, state, _statuses.Tasks(name), TypeOf(managed))
        : throw new NotFoundException($"No status found for connector {name}");

    /// <inheritdoc/>
    public TaskStateInfo TaskStatus(string name, int task) =>
        _statuses.Task(new ConnectorTaskId(name, task)) ?? throw new NotFoundException($"No status found for task {name}-{task}");

    /// <inheritdoc/>
    public Task<IReadOnlyList<TaskInfo>> TaskConfigsAsync(string name, CancellationToken cancellation)
    {
        var managed = Require(name);
        return Task.FromResult<IReadOnlyList<TaskInfo>>([.. managed.TaskConfigs.Select((c, i) => new TaskInfo(new ConnectorTaskId(managed.Name, i), c))]);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> ActiveTopics(string name)
    {
        Require(name);
        return _worker.TracksTopics ? _statuses.Topics(name) : throw new RestException(403, "Topic tracking is disabled.");
    }

    /// <inheritdoc/>
    public void ResetActiveTopics(string name)
    {
        Require(name);
        if (!_worker.TracksTopics)
        {
            throw new RestException(403, "Topic tracking is disabled.");
        }
        if (!_worker.MayResetTopics)
        {
            throw new RestException(403, "Topic tracking reset is disabled.");
        }
        _statuses.ForgetTopics(name);
    }

    /// <inheritdoc/>
    public Task<ConnectorOffsets> ConnectorOffsetsAsync(string name, CancellationToken cancellation)
    {
        var managed = Require(name);
        return _work.ReadOffsetsAsync(name, managed.Config, cancellation);
    }

    /// <inheritdoc/>
    public async Task<string> AlterOffsetsAsync(string name, ConnectorOffsets? offsets, CancellationToken cancellation)
    {
        var managed = Require(name);
        if (managed.Target != TargetState.Stopped || managed.TaskConfigs.Count > 0)
        {
            throw new RestException(400, "Connectors must be in the STOPPED state before their offsets can be modified. This can be done for the specified connector by issuing a 'PUT' request to the '/connectors/" + name + "/stop' endpoint");
        }
        return await _work.AlterOffsetsAsync(name, managed.Config, offsets, cancellation).ConfigureAwait(false);
    }

    private ManagedConnector Require(string name) =>
        _connectors.GetValueOrDefault(name) ?? throw new NotFoundException($"Connector {name} not found");

    private ConnectorInfo Info(ManagedConnector managed) => new(
        managed.Name, managed.Config, [.. managed.TaskConfigs.Select((_, i) => new ConnectorTaskId(managed.Name, i))], TypeOf(managed));

    private string TypeOf(ManagedConnector managed) => Plugins.Find(managed.Config.GetValueOrDefault("connector.class") ?? "", PluginType.Sink, PluginType.Source)?.Type switch
    {
        PluginType.Sink => "sink",
        PluginType.Source => "source",
        _ => "unknown",
    };
}
