using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Conversion;
using Ms2Lab.Connect.Runtime.Errors;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Consuming;

namespace Ms2Lab.Connect.Runtime.Tasks.Sinks;

/// <summary>What a sink task's loop works with; made before the loop starts, released after it.</summary>
/// <param name="Task">The connector's task.</param>
/// <param name="Config">The task's configuration.</param>
/// <param name="Topics">The setting topics, split; empty with <paramref name="TopicsRegex"/>.</param>
/// <param name="TopicsRegex">The setting topics.regex, or null.</param>
/// <param name="Client">The consumer's connections.</param>
/// <param name="Consumer">A consumer of the connector's group.</param>
/// <param name="Conversion">The records' way to the task.</param>
/// <param name="Errors">The connector's error settings at work.</param>
/// <param name="CommitInterval">offset.flush.interval.ms of the worker.</param>
/// <param name="CommitTimeout">offset.flush.timeout.ms of the worker.</param>
internal sealed record SinkTaskSetup(
    SinkTask Task, IReadOnlyDictionary<string, string> Config, IReadOnlyList<string> Topics, string? TopicsRegex, KafkaClient Client, KafkaConsumer Consumer,
    SinkConversion Conversion, ErrorOperator<ConsumerRecord> Errors, TimeSpan CommitInterval, TimeSpan CommitTimeout)
{
    /// <summary>What has to be done before the task starts and may take its time; a failure is the task's.</summary>
    public Func<CancellationToken, Task> PrepareAsync { get; init; } = _ => System.Threading.Tasks.Task.CompletedTask;

    /// <summary>Records of a topic have come; called at least once a poll for each.</summary>
    public Action<string> SawTopic { get; init; } = _ => { };
}
