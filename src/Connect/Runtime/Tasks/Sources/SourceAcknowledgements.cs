using System.Threading.Channels;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Errors;
using Ms2Lab.Kafka.Client;
using ApiMetadata = Ms2Lab.Connect.Api.RecordMetadata;

namespace Ms2Lab.Connect.Runtime.Tasks.Sources;

/// <summary>
/// Tells the task of each record that Kafka has stored, and remembers the first that it refused. One loop beside the task's own does so, in the order in
/// which the records were sent, so that the task is never called twice at a time.
/// </summary>
internal sealed class SourceAcknowledgements
{
    private const string ExecutingClass = "org.apache.kafka.connect.runtime.WorkerSourceTask";

    private readonly Channel<SubmittedRecord> _sent = Channel.CreateUnbounded<SubmittedRecord>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private readonly SourceTaskSetup _setup;
    private readonly Action<TaskLogLevel, string> _log;
    private readonly Task _loop;
    private volatile KafkaException? _failure;

    public SourceAcknowledgements(SourceTaskSetup setup, Action<TaskLogLevel, string> log)
    {
        _setup = setup;
        _log = log;
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>The first refusal that is not tolerated; the task fails with it at its next poll or send.</summary>
    public KafkaException? Failure => _failure;

    /// <summary>Watches a record that is under way.</summary>
    public void Watch(SubmittedRecord record) => _sent.Writer.TryWrite(record);

    /// <summary>Ends when all records watched so far have been told of.</summary>
    public async Task CloseAsync()
    {
        _sent.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
    }

    /// <summary>Tells the task of a record; what it throws is only logged, as in Connect.</summary>
    /// <param name="record">The task's record.</param>
    /// <param name="metadata">Where it is; null for one that was dropped.</param>
    public async Task TellAsync(SourceRecord record, ApiMetadata? metadata)
    {
        try
        {
            await _setup.Task.CommitRecordAsync(record, metadata).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _log(TaskLogLevel.Error, $"Exception thrown while calling task.commitRecord()\n{JavaTrace.Of(e)}");
        }
    }

    private async Task LoopAsync()
    {
        await foreach (var record in _sent.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                var stored = await record.Sent.ConfigureAwait(false);
                await TellAsync(record.Record, new ApiMetadata(stored.Partition.Topic, stored.Partition.Partition, stored.Offset, stored.Timestamp)).ConfigureAwait(false);
                _setup.SawTopic(record.Topic);
            }
            catch (KafkaException e)
            {
                await RefusedAsync(record, e).ConfigureAwait(false);
            }
        }
    }

    private async Task RefusedAsync(SubmittedRecord record, KafkaException error)
    {
        _log(TaskLogLevel.Error, $"failed to send record to {record.Topic}: {JavaTrace.Describe(error)}");
        if (!_setup.Errors.ToleratesAll)
        {
            _failure ??= error;
            return;
        }
        await _setup.Errors.ReportAsync(new FailedRecord<SourceRecord>(record.Record, Stage.KafkaProduce, ExecutingClass, error)).ConfigureAwait(false);
        await TellAsync(record.Record, null).ConfigureAwait(false);
    }
}
