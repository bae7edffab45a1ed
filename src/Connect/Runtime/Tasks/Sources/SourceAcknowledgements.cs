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
    private readonly SourceTaskCommits _commits;
    private readonly Action<TaskLogLevel, string> _log;
    private readonly Task _loop;
    private volatile KafkaException? _failure;

    public SourceAcknowledgements(SourceTaskSetup setup, Action<TaskLogLevel, string> log)
    {
        _setup = setup;
        _commits = new SourceTaskCommits(setup.Task, log);
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

    /// <summary>Tells the task of a record that was dropped.</summary>
    public Task TellDroppedAsync(SourceRecord record) => _commits.RecordAsync(record, null);

    private async Task LoopAsync()
    {
        await foreach (var record in _sent.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                var stored = await record.Sent.ConfigureAwait(false);
                await _commits.RecordAsync(record.Record, new ApiMetadata(stored.Partition.Topic, stored.Partition.Partition, stored.Offset, stored.Timestamp)).ConfigureAwait(false);
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
        await TellDroppedAsync(record.Record).ConfigureAwait(false);
    }
}
