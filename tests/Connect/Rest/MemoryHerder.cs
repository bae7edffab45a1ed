using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime;
using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Rest;

namespace Ms2Lab.Connect.Tests.Rest;

/// <summary>A herder that keeps configurations in memory and runs nothing, so that the REST interface can be seen alone.</summary>
internal sealed class MemoryHerder : IHerder
{
    private readonly Dictionary<string, Dictionary<string, string?>> _connectors = [];

    public PluginRegistry Plugins { get; init; } = new([]);

    public string? KafkaClusterId => "cluster-1";

    public bool IsReady { get; set; } = true;

    public Task CheckHealthAsync(CancellationToken cancellation) =>
        IsReady ? Task.CompletedTask : Task.FromException(new RestException(500, "Request timed out. The worker is currently awaiting startup."));

    /// <summary>Thrown by the next change instead of making it.</summary>
    public Exception? Refusal { get; set; }

    public IReadOnlyList<string> Connectors => [.. _connectors.Keys];

    public ConnectorInfo KnownConnectorInfo(string name) => Info(name);

    public Task<ConnectorInfo> ConnectorInfoAsync(string name, CancellationToken cancellation) => Task.FromResult(Info(name));

    public async Task<IReadOnlyDictionary<string, string?>> ConnectorConfigAsync(string name, CancellationToken cancellation) =>
        (await ConnectorInfoAsync(name, cancellation)).Config;

    public Task<(bool Created, ConnectorInfo Info)> PutConnectorConfigAsync(
        string name, IReadOnlyDictionary<string, string?> config, TargetState? initialState, bool allowReplace, CancellationToken cancellation)
    {
        ThrowRefusal();
        if (!allowReplace && _connectors.ContainsKey(name))
        {
            throw new AlreadyExistsException($"Connector {name} already exists");
        }
        var created = !_connectors.ContainsKey(name);
        _connectors[name] = config.ToDictionary(p => p.Key, p => p.Value);
        return Task.FromResult((created, Info(name)));
    }

    public Task<ConnectorInfo> PatchConnectorConfigAsync(string name, IReadOnlyDictionary<string, string?> patch, CancellationToken cancellation)
    {
        foreach (var (key, value) in patch)
        {
            _connectors[name][key] = value;
        }
        return Task.FromResult(Info(name));
    }

    public Task DeleteConnectorAsync(string name, CancellationToken cancellation)
    {
        ThrowRefusal();
        return _connectors.Remove(name) ? Task.CompletedTask : throw new NotFoundException($"Connector {name} not found");
    }

    public ConnectorStateInfo ConnectorStatus(string name) => _connectors.ContainsKey(name)
        ? new(name, new("FAILED", "w:1", "java.lang.Exception: x", null), [new(0, "RUNNING", "w:1", null, "4.3.1")], "sink")
        : throw new NotFoundException($"No status found for connector {name}");

    public TaskStateInfo TaskStatus(string name, int task) => throw new NotFoundException($"No status found for task {name}-{task}");

    public Task<IReadOnlyList<TaskInfo>> TaskConfigsAsync(string name, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<TaskInfo>>([new(new(name, 0), Info(name).Config.ToDictionary(p => p.Key, p => p.Value!))]);

    public Task RestartConnectorAsync(string name, CancellationToken cancellation) => Task.CompletedTask;

    public Task<ConnectorStateInfo> RestartConnectorAndTasksAsync(string name, bool onlyFailed, bool includeTasks, CancellationToken cancellation) =>
        Task.FromResult(ConnectorStatus(name));

    public Task RestartTaskAsync(string name, int task, CancellationToken cancellation) =>
        throw new RequestTargetException("Cannot restart task since it is not running here", null);

    public Task SetTargetStateAsync(string name, TargetState state, CancellationToken cancellation) => Task.CompletedTask;

    public IReadOnlyList<string> ActiveTopics(string name) => ["t1"];

    public void ResetActiveTopics(string name)
    {
    }

    public Task<ConnectorOffsets> ConnectorOffsetsAsync(string name, CancellationToken cancellation) => Task.FromResult(new ConnectorOffsets(
        [new(new Dictionary<string, object?> { ["kafka_topic"] = "t", ["kafka_partition"] = 0 }, new Dictionary<string, object?> { ["kafka_offset"] = 4L })]));

    public Task<string> AlterOffsetsAsync(string name, ConnectorOffsets? offsets, CancellationToken cancellation) =>
        Task.FromResult(offsets is null ? "reset" : $"altered {offsets.Offsets.Count}");

    public ConfigInfos Validate(IReadOnlyDictionary<string, string?> config) => throw new RestException(400, "Connector config {} contains no connector type");

    private ConnectorInfo Info(string name) => _connectors.TryGetValue(name, out var config)
        ? new ConnectorInfo(name, config, [new(name, 0)], "sink")
        : throw new NotFoundException($"Connector {name} not found");

    private void ThrowRefusal()
    {
        if (Refusal is { } refusal)
        {
            throw refusal;
        }
    }
}
