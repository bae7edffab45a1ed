using System.Runtime.CompilerServices;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Errors;
using Ms2Lab.Kafka.Client.Consuming;

namespace Ms2Lab.Connect.Runtime.Tasks.Sinks;

/// <summary>
/// Lets a sink task report a record that it cannot write and go on with the others (KIP-610). It remembers from which consumed record each record of
/// the current batch came. Where failures are not tolerated the report fails the task, also if the task swallows the exception.
/// </summary>
internal sealed class ErrantReporter(ErrorOperator<ConsumerRecord> errors) : IErrantRecordReporter
{
    private const string TaskClass = "org.apache.kafka.connect.sink.SinkTask";
    private ConditionalWeakTable<SinkRecord, ConsumerRecord> _origins = [];

    /// <summary>The failure that must end the task, or null.</summary>
    public ConnectException? Fatal { get; private set; }

    public void Remember(SinkRecord record, ConsumerRecord consumed) => _origins.Add(record, consumed);

    public void Forget() => _origins = [];

    public Task ReportAsync(SinkRecord record, Exception error)
    {
        if (!_origins.TryGetValue(record, out var consumed))
        {
            throw new ConnectException($"The record at {record.OriginalTopic}-{record.OriginalKafkaPartition} offset {record.OriginalKafkaOffset} is not part of the current batch and cannot be reported.");
        }
        var report = errors.ReportAsync(new FailedRecord<ConsumerRecord>(consumed, Stage.TaskPut, TaskClass, error));
        if (!errors.ToleratesAll)
        {
            Fatal = new ConnectException("Tolerance exceeded in error handler", error);
            throw Fatal;
        }
        return report;
    }
}
