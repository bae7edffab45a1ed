using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Conversion;
using Ms2Lab.Connect.Runtime.Errors;
using Ms2Lab.Connect.Runtime.Offsets;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Producing;

namespace Ms2Lab.Connect.Runtime.Tasks.Sources;

/// <summary>What a source task's loop works with; made before the loop starts, released after it.</summary>
/// <param name="Task">The connector's task.</param>
/// <param name="Config">The task's configuration.</param>
/// <param name="Client">The producer's connections.</param>
/// <param name="Producer">Sends what the task gives.</param>
/// <param name="Conversion">The records' way to the producer.</param>
/// <param name="Errors">The connector's error settings at work.</param>
/// <param name="Topics">Creates topics; null where that is the broker's affair.</param>
/// <param name="Offsets">Where the connector's positions are kept.</param>
/// <param name="CommitInterval">offset.flush.interval.ms of the worker.</param>
/// <param name="CommitTimeout">offset.flush.timeout.ms of the worker.</param>
internal sealed record SourceTaskSetup(
    SourceTask Task, IReadOnlyDictionary<string, string> Config, KafkaClient Client, KafkaProducer Producer, SourceConversion Conversion,
    ErrorOperator<SourceRecord> Errors, SourceTopics? Topics, ConnectorOffsetStore Offsets, TimeSpan CommitInterval, TimeSpan CommitTimeout)
{
    /// <summary>Transactions for records and positions; null for a task that delivers at least once.</summary>
    public ExactlyOnceSetup? ExactlyOnce { get; init; }

    /// <summary>A record of a topic was stored; called for each record.</summary>
    public Action<string> SawTopic { get; init; } = _ => { };
}
