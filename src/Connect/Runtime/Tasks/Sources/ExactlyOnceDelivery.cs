using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Offsets;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Protocol;
using ApiMetadata = Ms2Lab.Connect.Api.RecordMetadata;
using RecordMetadata = Ms2Lab.Kafka.Client.Producing.RecordMetadata;

namespace Ms2Lab.Connect.Runtime.Tasks.Sources;

/// <summary>
/// Records and positions are committed in one transaction (KIP-618; org.apache.kafka.connect.runtime.ExactlyOnceWorkerSourceTask): whoever reads committed
/// records sees each once, wherever the task was broken off. Owned by the task's loop.
/// </summary>
internal sealed class ExactlyOnceDelivery(
    string taskId, SourceTaskSetup setup, ExactlyOnceSetup exactlyOnce, OffsetWriter offsets, TimeProvider time, Action<TaskLogLevel, string> log) : ISourceDelivery
{
    private readonly CancellationTokenSource _abandoned = new();
    private readonly List<(SourceRecord Record, string? Topic, Task<RecordMetadata>? Sent)> _uncommitted = [];
    private readonly HashSet<string> _topics = new(StringComparer.Ordinal);
    private readonly SourceTaskCommits _commits = new(setup.Task, log);
    private readonly OffsetTransaction _transaction = exactlyOnce.Transaction;
    private readonly ITransactionBoundary _boundary = exactlyOnce.Boundary;

    public async Task PrepareAsync(CancellationToken stopping)
    {
        await exactlyOnce.Preflight.FenceAsync(stopping).ConfigureAwait(false);
        // A task that is to stop must not fence the one that follows it.
        stopping.ThrowIfCancellationRequested();
        await _transaction.InitAsync(stopping).ConfigureAwait(false);
        await exactlyOnce.Preflight.VerifyAsync(stopping).ConfigureAwait(false);
    }

    public void Enter() => _boundary.Enter();

    public void Turn()
    {
    }

    // What Kafka refuses shows at the commit.
    public void ThrowIfRefused()
    {
    }

    public void Sending(string topic)
    {
        if (topic == _transaction.Topic)
        {
            // The task may ask for positions, which waits for the end of open transactions on that topic: its own.
            throw new ConnectException("Source tasks may not produce to their own offsets topics when exactly-once support is enabled");
        }
        _transaction.Begin();
    }

    public Task SentAsync(SourceRecord record, string topic, Task<RecordMetadata> sent)
    {
        // Only now: a record that the producer did not take comes again.
        offsets.Offset(record.SourcePartition, record.SourceOffset);
        _uncommitted.Add((record, topic, sent));
        if (_topics.Add(topic))
        {
            _ = SeeAsync(topic, sent);
        }
        return RecordDoneAsync(record);
    }

    public Task DroppedAsync(SourceRecord record)
    {
        _uncommitted.Add((record, null, null));
        return RecordDoneAsync(record);
    }

    public Exception Refusal(Exception error) => Refusal("Unrecoverable exception trying to send", error);

    public Task BatchDoneAsync() => BatchStepAsync(_boundary.AfterBatch());

    // A transaction that stayed open would be over its timeout when the task goes on.
    public Task PauseAsync() => EndTransactionAsync();

    // A failed task may have left out records of the transaction.
    public Task FinishAsync(bool hasFailed) => hasFailed ? Task.CompletedTask : EndTransactionAsync();

    public void Abandon()
    {
        try
        {
            _abandoned.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The task has ended before it was given up.
        }
    }

    public async Task EndAsync(TimeSpan limit)
    {
        if (!_transaction.IsOpen || _abandoned.IsCancellationRequested)
        {
            return;
        }
        using var expiry = new CancellationTokenSource(limit, time);
        try
        {
            // Readers of committed records would wait for it until it is over its timeout.
            await _transaction.AbortAsync(expiry.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is KafkaException or OperationCanceledException)
        {
            log(TaskLogLevel.Warn, $"The open transaction was not aborted; it ends with its timeout or with the next start of the task. {JavaTrace.Describe(e)}");
        }
    }

    public ValueTask DisposeAsync()
    {
        _abandoned.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task EndTransactionAsync() => BatchStepAsync(_boundary.AtEnd());

    private Task RecordDoneAsync(SourceRecord record) =>
        StepAsync(_boundary.AfterRecord(record), () => $"Aborting transaction for record on topic {record.Topic} as requested by connector");

    private Task BatchStepAsync(TransactionStep step) => StepAsync(step, () => "Aborting transaction for batch as requested by connector");

    private async Task StepAsync(TransactionStep step, Func<string> abortion)
    {
        if (step == TransactionStep.None)
        {
            return;
        }
        if (step == TransactionStep.Abort)
        {
            log(TaskLogLevel.Info, abortion());
            await AbortAsync().ConfigureAwait(false);
        }
        await CommitAsync().ConfigureAwait(false);
    }

    private async Task AbortAsync()
    {
        if (!_transaction.IsOpen)
        {
            log(TaskLogLevel.Warn, "Ignoring request by task to abort transaction as the current transaction is empty");
            return;
        }
        try
        {
            await _transaction.AbortAsync(_abandoned.Token).ConfigureAwait(false);
        }
        catch (KafkaException e)
        {
            throw Refusal("Unrecoverable exception trying to abort", e);
        }
    }

    private async Task CommitAsync()
    {
        try
        {
            if (offsets.Failure is { } failure)
            {
                throw failure;
            }
            await offsets.FlushAsync(_abandoned.Token).ConfigureAwait(false);
            if (_transaction.IsOpen)
            {
                await _transaction.CommitAsync([], _abandoned.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is KafkaException or DataException or InvalidOperationException)
        {
            throw Refusal($"Failed to flush offsets and/or records for task {taskId}", e);
        }
        await TellAsync().ConfigureAwait(false);
    }

    private async Task TellAsync()
    {
        foreach (var (record, topic, sent) in _uncommitted)
        {
            if (sent is null)
            {
                await _commits.RecordAsync(record, null).ConfigureAwait(false);
            }
            else if (sent.IsCompletedSuccessfully)
            {
                // One of an aborted transaction was taken back before or after Kafka had it.
                var stored = await sent.ConfigureAwait(false);
                await _commits.RecordAsync(record, new ApiMetadata(stored.Partition.Topic, stored.Partition.Partition, stored.Offset, stored.Timestamp)).ConfigureAwait(false);
                setup.SawTopic(topic!);
            }
        }
        _uncommitted.Clear();
        await _commits.PositionsAsync().ConfigureAwait(false);
    }

    private async Task SeeAsync(string topic, Task<RecordMetadata> sent)
    {
        try
        {
            await sent.ConfigureAwait(false);
            setup.SawTopic(topic);
        }
        catch (KafkaException)
        {
            // The commit fails by it.
        }
    }

    private ConnectException Refusal(string text, Exception error)
    {
        // The coordinator, unlike a partition's leader, does not tell a producer that was too slow from one that has a successor.
        var cause = _transaction.IsExpired && HasCode(error, ErrorCode.ProducerFenced) ? new KafkaException(ErrorCode.InvalidProducerEpoch) : error;
        return HasCode(cause, ErrorCode.InvalidProducerEpoch)
            ? new ConnectException(
                $"The task {taskId} was unable to finish writing records to Kafka before its producer transaction expired. It may be necessary to reconfigure this "
                + "connector in order for it to run healthily with exactly-once support. Options for this include: tune the connector's producer configuration for "
                + "higher throughput, increase the transaction timeout for the connector's producers, decrease the offset commit interval (if using interval-based "
                + "transaction boundaries), or use the 'poll' transaction boundary (if the connector is not already configured to use it).",
                cause)
            : new ConnectException(text, cause);
    }

    private static bool HasCode(Exception error, ErrorCode code) =>
        error is KafkaException kafka && (kafka.Code == code || (kafka.InnerException is KafkaException inner && inner.Code == code));
}
