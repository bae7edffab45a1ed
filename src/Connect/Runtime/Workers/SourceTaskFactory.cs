using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Conversion;
using Ms2Lab.Connect.Runtime.Errors;
using Ms2Lab.Connect.Runtime.Offsets;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Status;
using Ms2Lab.Connect.Runtime.Tasks;
using Ms2Lab.Connect.Runtime.Tasks.Sources;
using Ms2Lab.Connect.Runtime.Validation;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Admin;
using Ms2Lab.Kafka.Client.Producing;

namespace Ms2Lab.Connect.Runtime.Workers;

/// <summary>Makes a source task with everything its loop needs, from the connector's and the worker's settings.</summary>
internal sealed class SourceTaskFactory(
    PluginRegistry plugins, WorkerSettings worker, WorkerOffsets offsets, StatusStore statuses, TimeProvider time, WorkerLog log, string workerId)
{
    private readonly PluginFactory _factory = new(plugins, worker.Properties);

    /// <summary>A task that has not begun yet.</summary>
    /// <exception cref="Exception">A plugin, a converter or a setting of topic.creation could not be set up; the task is FAILED with it.</exception>
    public WorkerTask Create(TaskStart start)
    {
        var (id, connector, config) = (start.Id, start.Connector, start.ConnectorConfig);
        var task = connector.CreateTask() as SourceTask ?? throw new ConnectException($"{connector.TaskClass} is not a source task.");
        var settings = ErrorSettings.Of(config);
        var key = _factory.Converter(config, isKey: true);
        var value = _factory.Converter(config, isKey: false);
        var header = _factory.HeaderConverter(config);
        var stages = _factory.Transformations(config);
        var errors = new ErrorOperator<SourceRecord>(settings, Reporters(id, settings), time);
        var groups = worker.CreatesTopics ? TopicGroups.Of(config) : null;
        var producerProperties = worker.IsExactlyOnce
            ? ConnectorClients.ExactlyOnceProducer(worker.Properties, config, id, worker.TransactionalId(id), log)
            : ConnectorClients.SourceProducer(worker.Properties, config, id.Connector, id.Task);
        var client = Client(producerProperties);
        var producerOptions = ConnectorClients.Options(producerProperties, ProducerOptions.FromProperties);
        var producer = new KafkaProducer(client, producerOptions);
        var exactlyOnce = worker.IsExactlyOnce
            ? new ExactlyOnceSetup(
                new OffsetTransaction(producer, offsets.TopicOf(config), producerOptions.TransactionTimeout, time),
                Boundary(ConnectorConfigDefs.ParseSource(config)),
                start.Preflight)
            : null;
        var setup = new SourceTaskSetup(
            task, start.TaskConfig, client, producer,
            new SourceConversion(key, value, header, stages, errors), errors,
            groups is null ? null : new SourceTopics(groups, new KafkaAdmin(KafkaClientOptions.FromProperties(ConnectorClients.Admin(worker.Properties, config)) with { Time = time })),
            offsets.Of(config, exactlyOnce?.Transaction), worker.CommitInterval, worker.CommitTimeout)
        {
            ExactlyOnce = exactlyOnce,
            SawTopic = worker.TracksTopics ? topic => statuses.SawTopic(id, topic) : _ => { },
        };
        return new WorkerSourceTask(id, connector.Version, state => statuses.Put(id, state), workerId, log, setup, time);
    }

    private ITransactionBoundary Boundary(ConfigValues connector) => connector.GetString("transaction.boundary")?.ToUpperInvariant() switch
    {
        "CONNECTOR" => new ConnectorBoundary(),
        "INTERVAL" => new IntervalBoundary(
            connector.Get("transaction.boundary.interval.ms") is long ms ? TimeSpan.FromMilliseconds(Math.Min(ms, int.MaxValue)) : worker.CommitInterval, time),
        _ => new PollBoundary(),
    };

    private IReadOnlyList<IErrorReporter<SourceRecord>> Reporters(ConnectorTaskId id, ErrorSettings settings) =>
        settings.Log ? [new LogReporter<SourceRecord>(id.ToString(), settings.LogMessages ? r => $"source record is = {r}" : null, log)] : [];

    private KafkaClient Client(IReadOnlyDictionary<string, string> properties) => new(KafkaClientOptions.FromProperties(properties) with { Time = time });
}
