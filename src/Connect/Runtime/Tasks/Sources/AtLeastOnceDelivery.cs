using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Offsets;
using Ms2Lab.Kafka.Client;
using RecordMetadata = Ms2Lab.Kafka.Client.Producing.RecordMetadata;

namespace Ms2Lab.Connect.Runtime.Tasks.Sources;

/// <summary>
/// Positions follow the acknowledgements and are never stored before them (org.apache.kafka.connect.runtime.WorkerSourceTask): a record may come twice but is
/// not lost.
/// </summary>
internal sealed class AtLeastOnceDelivery : ISourceDelivery
{
    private readonly SourceTaskSetup _setup;
    private readonly OffsetWriter _offsets;
    private readonly TimeProvider _time;
    private readonly Action<TaskLogLevel, string> _log;
    private readonly SubmittedRecords _submitted;
    private readonly SourceAcknowledgements _acknowledgements;
    private readonly SourceCommits _commits;
    private bool _hasBegun;

    public AtLeastOnceDelivery(SourceTaskSetup setup, OffsetWriter offsets, TimeProvider time, Action<TaskLogLevel, string> log)
    {
        _setup = setup;
        _offsets = offsets;
        _time = time;
        _log = log;
        _submitted = new SubmittedRecords(setup.Errors.ToleratesAll);
        _acknowledgements = new SourceAcknowledgements(setup, log);
        _commits = new SourceCommits(setup, offsets, time, log);
    }

    public Task PrepareAsync(CancellationToken stopping) => Task.CompletedTask;

    public void Enter()
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            _commits.Begin();
        }
    }

    public void Turn() => _submitted.Take(_offsets.Offset);

    public void ThrowIfRefused()
    {
        if (_acknowledgements.Failure is { } failure)
        {
            throw new ConnectException("Unrecoverable exception from producer send callback", failure);
        }
    }

    public void Sending(string topic)
    {
    }

    public Task SentAsync(SourceRecord record, string topic, Task<RecordMetadata> sent)
    {
        var submitted = new SubmittedRecord(record, topic, sent);
        _submitted.Add(submitted);
        _acknowledgements.Watch(submitted);
        return Task.CompletedTask;
    }

    public Task DroppedAsync(SourceRecord record) => _acknowledgements.TellDroppedAsync(record);

    public Exception Refusal(Exception error) => new ConnectException("Unrecoverable exception trying to send", error);

    public Task BatchDoneAsync() => Task.CompletedTask;

    public Task PauseAsync() => Task.CompletedTask;

    // Also after a failure: what has been acknowledged need not come again.
    public async Task FinishAsync(bool hasFailed)
    {
        await _commits.EndAsync().ConfigureAwait(false);
        try
        {
            await _submitted.AllSentAsync().WaitAsync(_setup.CommitTimeout, _time).ConfigureAwait(false);
        }
        catch (Exception e) when (e is KafkaException or TimeoutException)
        {
            _log(TaskLogLevel.Warn, $"Some records were not acknowledged before the last commit of offsets: {JavaTrace.Describe(e)}");
        }
        _submitted.Take(_offsets.Offset);
        await _commits.CommitAsync().ConfigureAwait(false);
    }

    public void Abandon()
    {
    }

    public Task EndAsync(TimeSpan limit) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _acknowledgements.CloseAsync().ConfigureAwait(false);
        await _commits.EndAsync().ConfigureAwait(false);
        await _commits.DisposeAsync().ConfigureAwait(false);
    }
}
