using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Workers;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Logs;

namespace Ms2Lab.Connect.Runtime.Offsets;

/// <summary>The worker's offsets topic, shared by all its source connectors, and the views that connectors have of it.</summary>
internal sealed class WorkerOffsets : IAsyncDisposable
{
    private const string Setting = "offset.storage.topic";
    private const int DefaultPartitions = 25;

    private readonly WorkerSettings _worker;
    private readonly TopicLogOptions _topic;
    private readonly TopicOffsetStore _store;
    private readonly TimeProvider _time;
    private readonly WorkerLog _log;

    /// <summary>Reads the worker's settings; nothing is read or written before <see cref="StartAsync"/>.</summary>
    /// <exception cref="ConfigException">The topic's settings are missing or wrong.</exception>
    public WorkerOffsets(WorkerSettings worker, TimeProvider time, WorkerLog log)
    {
        _worker = worker;
        _time = time;
        _log = log;
        _topic = StorageTopics.Options(worker.Properties, "offset", DefaultPartitions);
        _store = new TopicOffsetStore(Client(worker.Properties), _topic with { IsolationLevel = worker.InternalIsolation });
    }

    /// <summary>Creates or checks the topic and reads it to its end.</summary>
    /// <exception cref="ConfigException">The topic exists and is not compacted.</exception>
    /// <exception cref="KafkaException">It cannot be created or read.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        try
        {
            await _store.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (CleanupPolicyException e)
        {
            throw StorageTopics.NotCompacted(e, Setting, "source connector offsets");
        }
    }

    /// <summary>Name of the topic that a connector's positions are written to first.</summary>
    /// <exception cref="ConfigException">A setting of the framework is missing or wrong.</exception>
    public string TopicOf(IReadOnlyDictionary<string, string> connector) =>
        Validation.ConnectorConfigDefs.ParseSource(connector).GetString("offsets.storage.topic") ?? _topic.Topic;

    /// <summary>A connector's view, not opened yet.</summary>
    /// <param name="connector">Its configuration.</param>
    /// <param name="transaction">Writes its positions; null where they are not exactly once.</param>
    /// <exception cref="ConfigException">A setting of the framework is missing or wrong.</exception>
    public ConnectorOffsetStore Of(IReadOnlyDictionary<string, string> connector, OffsetTransaction? transaction = null)
    {
        var topic = TopicOf(connector);
        if (topic == _topic.Topic && (!_worker.IsExactlyOnce || IsSameCluster(connector)))
        {
            return new ConnectorOffsetStore(_store, null, transaction, _log);
        }
        var own = _topic with { Topic = topic, IsolationLevel = ConnectorClients.OffsetsIsolation(_worker.Properties, connector, _worker.IsExactlyOnce) };
        return new ConnectorOffsetStore(_store, new TopicOffsetStore(Client(ConnectorClients.Admin(_worker.Properties, connector)), own), transaction, _log);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _store.DisposeAsync();

    // Connect compares addresses too, and takes two lists that lead to one cluster for two.
    private bool IsSameCluster(IReadOnlyDictionary<string, string> connector) =>
        Addresses(_worker.Properties).SetEquals(Addresses(ConnectorClients.SourceProducer(_worker.Properties, connector, "", 0)));

    private static HashSet<string> Addresses(IReadOnlyDictionary<string, string> client) =>
        [.. client.GetValueOrDefault("bootstrap.servers", "localhost:9092").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private KafkaClient Client(IReadOnlyDictionary<string, string> properties) => new(KafkaClientOptions.FromProperties(properties) with { Time = _time });
}
