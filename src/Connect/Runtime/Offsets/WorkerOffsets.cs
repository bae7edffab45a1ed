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

    private readonly IReadOnlyDictionary<string, string> _worker;
    private readonly TopicLogOptions _topic;
    private readonly TopicOffsetStore _store;
    private readonly TimeProvider _time;
    private readonly WorkerLog _log;

    /// <summary>Reads the worker's settings; nothing is read or written before <see cref="StartAsync"/>.</summary>
    /// <exception cref="ConfigException">The topic's settings are missing or wrong.</exception>
    public WorkerOffsets(IReadOnlyDictionary<string, string> worker, TimeProvider time, WorkerLog log)
    {
        _worker = worker;
        _time = time;
        _log = log;
        _topic = StorageTopics.Options(worker, "offset", DefaultPartitions);
        _store = new TopicOffsetStore(Client(worker), _topic);
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

    /// <summary>A connector's view, not opened yet.</summary>
    /// <exception cref="ConfigException">A setting of the framework is missing or wrong.</exception>
    public ConnectorOffsetStore Of(IReadOnlyDictionary<string, string> connector)
    {
        var topic = Validation.ConnectorConfigDefs.ParseSource(connector).GetString("offsets.storage.topic");
        return topic is null || topic == _topic.Topic
            ? new ConnectorOffsetStore(_store, null, _log)
            : new ConnectorOffsetStore(_store, new TopicOffsetStore(Client(ConnectorClients.Admin(_worker, connector)), _topic with { Topic = topic }), _log);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private KafkaClient Client(IReadOnlyDictionary<string, string> properties) => new(KafkaClientOptions.FromProperties(properties) with { Time = _time });
}
