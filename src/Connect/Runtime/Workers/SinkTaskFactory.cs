using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Conversion;
using Ms2Lab.Connect.Runtime.Errors;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Status;
using Ms2Lab.Connect.Runtime.Tasks;
using Ms2Lab.Connect.Runtime.Tasks.Sinks;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Admin;
using Ms2Lab.Kafka.Client.Consuming;
using Ms2Lab.Kafka.Client.Producing;

namespace Ms2Lab.Connect.Runtime.Workers;

/// <summary>Makes a sink task with everything its loop needs, from the connector's and the worker's settings.</summary>
internal sealed class SinkTaskFactory(PluginRegistry plugins, WorkerSettings worker, StatusStore statuses, TimeProvider time, WorkerLog log, string workerId)
{
    private readonly PluginFactory _factory = new(plugins, worker.Properties);

    /// <summary>A task that has not begun yet.</summary>
    /// <exception cref="Exception">A plugin or a converter could not be set up; the task is FAILED with it.</exception>
    public WorkerTask Create(TaskStart start)
    {
        var (id, connector, config) = (start.Id, start.Connector, start.ConnectorConfig);
        var task = connector.CreateTask() as SinkTask ?? throw new ConnectException($"{connector.TaskClass} is not a sink task.");
        var settings = ErrorSettings.Of(config);
        var key = _factory.Converter(config, isKey: true);
        var value = _factory.Converter(config, isKey: false);
        var header = _factory.HeaderConverter(config);
        var stages = _factory.Transformations(config);
        var errors = new ErrorOperator<ConsumerRecord>(settings, Reporters(id, settings, config), time);
        var consumerProperties = ConnectorClients.Consumer(worker.Properties, config, id.Connector, id.Task);
        var client = Client(consumerProperties);
        var consumer = new KafkaConsumer(client, ConnectorClients.Options(consumerProperties, ConsumerOptions.FromProperties));
        var setup = new SinkTaskSetup(
            task, start.TaskConfig, List(config, "topics"), NonEmpty(config, "topics.regex"), client, consumer,
            new SinkConversion(key, value, header, stages, errors), errors, worker.CommitInterval, worker.CommitTimeout)
        {
            PrepareAsync = cancellation => CreateDeadLetterTopicAsync(settings, config, cancellation),
            SawTopic = worker.TracksTopics ? topic => statuses.SawTopic(id, topic) : _ => { },
        };
        return new WorkerSinkTask(id, connector.Version, state => statuses.Put(id, state), workerId, log, setup, time);
    }

    private List<IErrorReporter<ConsumerRecord>> Reporters(ConnectorTaskId id, ErrorSettings settings, IReadOnlyDictionary<string, string> connectorConfig)
    {
        var reporters = new List<IErrorReporter<ConsumerRecord>>();
        if (settings.Log)
        {
            reporters.Add(new LogReporter<ConsumerRecord>(id.ToString(), settings.LogMessages ? Describe : null, log));
        }
        if (settings.DeadLetterTopic is not null)
        {
            var properties = ConnectorClients.DeadLetterProducer(worker.Properties, connectorConfig, id.Connector, id.Task);
            var client = Client(properties);
            var producer = new KafkaProducer(client, ConnectorClients.Options(properties, ProducerOptions.FromProperties));
            reporters.Add(new DeadLetterQueue(client, producer, settings, id.Connector, id.Task));
        }
        return reporters;
    }

    private async Task CreateDeadLetterTopicAsync(ErrorSettings settings, IReadOnlyDictionary<string, string> connectorConfig, CancellationToken cancellation)
    {
        if (settings.DeadLetterTopic is not { } topic)
        {
            return;
        }
        await using var admin = new KafkaAdmin(KafkaClientOptions.FromProperties(ConnectorClients.Admin(worker.Properties, connectorConfig)) with { Time = time });
        try
        {
            if ((await admin.ListTopicsAsync(true, cancellation).ConfigureAwait(false)).All(t => t.Name != topic))
            {
                var outcomes = await admin.CreateTopicsAsync([new NewTopic(topic, 1, settings.DeadLetterReplication)], cancellation: cancellation).ConfigureAwait(false);
                outcomes.ThrowIfAnyFailed();
            }
        }
        catch (KafkaException e) when (e.Code != Ms2Lab.Kafka.Protocol.ErrorCode.TopicAlreadyExists)
        {
            throw new DeadLetterSetupException(topic, e);
        }
    }

    private static string Describe(ConsumerRecord consumed) =>
        $"consumed record is {{topic='{consumed.Topic}', partition={consumed.Partition}, offset={consumed.Offset}, timestamp={consumed.Timestamp}, timestampType={consumed.TimestampType}}}";

    private KafkaClient Client(IReadOnlyDictionary<string, string> properties) => new(KafkaClientOptions.FromProperties(properties) with { Time = time });

    private static string[] List(IReadOnlyDictionary<string, string> config, string name) =>
        config.GetValueOrDefault(name, "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string? NonEmpty(IReadOnlyDictionary<string, string> config, string name) =>
        config.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;
}
