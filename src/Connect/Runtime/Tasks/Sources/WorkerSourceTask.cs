using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Offsets;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Status;
using Ms2Lab.Kafka.Client;

namespace Ms2Lab.Connect.Runtime.Tasks.Sources;

/// <summary>
/// The loop of a source task (org.apache.kafka.connect.runtime.WorkerSourceTask): poll, convert, create the topic, send. Positions follow the
/// acknowledgements and are never stored before them, so a record may come twice but is not lost.
/// </summary>
internal sealed class WorkerSourceTask : WorkerTask
{
    private static readonly TimeSpan SendBackoff = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ProducerCloseLimit = TimeSpan.FromSeconds(30);

    // Connect polls again at once and leaves it to the task to wait. A task that does not would take a whole core from everybody in this process.
    private static readonly TimeSpan IdlePause = TimeSpan.FromMilliseconds(10);

    private readonly SourceTaskSetup _setup;
    private readonly TimeProvider _time;
    private readonly SourceTaskContext _context;
    private readonly OffsetWriter _offsets;
    private readonly SubmittedRecords _submitted;
    private readonly SourceAcknowledgements _acknowledgements;
    private readonly SourceCommits _commits;
    private volatile TaskCompletionSource _targetChanged = NewSignal();
    private IReadOnlyList<SourceRecord>? _batch;
    private int _next;
    private bool _started;

    public WorkerSourceTask(
        ConnectorTaskId id, string version, Action<TaskStateInfo> report, string workerId, WorkerLog log, SourceTaskSetup setup, TimeProvider time)
        : base(id, version, report, workerId, log)
    {
        _setup = setup;
        _time = time;
        _context = new SourceTaskContext(setup.Config, new OffsetReader(setup.Offsets, id.Connector, log), time, log, id.ToString());
        _offsets = new OffsetWriter(setup.Offsets, id.Connector, log);
        _submitted = new SubmittedRecords(setup.Errors.ToleratesAll);
        _acknowledgements = new SourceAcknowledgements(setup, Write);
        _commits = new SourceCommits(setup, _offsets, time, Write);
    }

    protected override string FailureText => "Task threw an uncaught and unrecoverable exception. Task is being killed and will not recover until manually restarted";

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        await _setup.Offsets.StartAsync(stopping).ConfigureAwait(false);
        _started = true;
        _setup.Task.Initialize(_context);
        await _setup.Task.StartAsync(_setup.Config, stopping).ConfigureAwait(false);
        Report(Target == TargetState.Paused ? State.Paused : State.Running);
        _commits.Begin();
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                await TurnAsync(stopping).ConfigureAwait(false);
            }
        }
        finally
        {
            await CommitFinallyAsync().ConfigureAwait(false);
        }
    }

    protected override void Wake() => _targetChanged.TrySetResult();

    // What is on its way to a broker is what a process that dies leaves on its way.
    protected override Task DropAsync() => _setup.Producer.CloseAsync(TimeSpan.Zero);

    protected override async Task CloseAsync()
    {
        try
        {
            if (_started)
            {
                await _setup.Task.StopAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            await _setup.Producer.CloseAsync(IsCancelled ? TimeSpan.Zero : ProducerCloseLimit).ConfigureAwait(false);
            await _acknowledgements.CloseAsync().ConfigureAwait(false);
            await _commits.DisposeAsync().ConfigureAwait(false);
            await _setup.Client.DisposeAsync().ConfigureAwait(false);
            if (_setup.Topics is { } topics)
            {
                await topics.DisposeAsync().ConfigureAwait(false);
            }
            await _setup.Offsets.DisposeAsync().ConfigureAwait(false);
            _setup.Conversion.Close();
            await _setup.Errors.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task TurnAsync(CancellationToken stopping)
    {
        _submitted.Take(_offsets.Offset);
        if (Target == TargetState.Paused)
        {
            await RestAsync(stopping).ConfigureAwait(false);
            return;
        }
        if (_batch is null)
        {
            ThrowIfRefused();
            _next = 0;
            _batch = await PollAsync(stopping).ConfigureAwait(false);
        }
        if (_batch is not null && !await SendAsync(_batch, stopping).ConfigureAwait(false))
        {
            await Task.Delay(SendBackoff, _time, stopping).ConfigureAwait(false);
        }
    }

    private async Task RestAsync(CancellationToken stopping)
    {
        Report(State.Paused);
        while (Target == TargetState.Paused)
        {
            var changed = _targetChanged;
            await changed.Task.WaitAsync(stopping).ConfigureAwait(false);
            _targetChanged = NewSignal();
        }
        Report(State.Running);
    }

    private async Task<IReadOnlyList<SourceRecord>?> PollAsync(CancellationToken stopping)
    {
        var polling = _setup.Task.PollAsync(stopping);
        var waited = !polling.IsCompleted;
        try
        {
            if (await polling.ConfigureAwait(false) is { Count: > 0 } records)
            {
                return records;
            }
        }
        catch (RetriableException e)
        {
            Write(TaskLogLevel.Warn, $"failed to poll records from SourceTask. Will retry operation.\n{JavaTrace.Of(e)}");
        }
        if (!waited)
        {
            await Task.Delay(IdlePause, _time, stopping).ConfigureAwait(false);
        }
        return null;
    }

    // False if a record could not be handed over for now; it and those behind it come again.
    private async Task<bool> SendAsync(IReadOnlyList<SourceRecord> batch, CancellationToken stopping)
    {
        for (; _next < batch.Count; _next++)
        {
            var record = batch[_next];
            if (await _setup.Conversion.ConvertAsync(record, stopping).ConfigureAwait(false) is not { } converted)
            {
                await _acknowledgements.TellAsync(record, null).ConfigureAwait(false);
                continue;
            }
            ThrowIfRefused();
            try
            {
                if (_setup.Topics is { } topics)
                {
                    await topics.EnsureAsync(converted.Topic, stopping).ConfigureAwait(false);
                }
                var submitted = new SubmittedRecord(record, converted.Topic, await _setup.Producer.SendAsync(converted, stopping).ConfigureAwait(false));
                _submitted.Add(submitted);
                _acknowledgements.Watch(submitted);
            }
            catch (Exception e) when (e is RetriableException or KafkaException { IsRetriable: true })
            {
                Write(
                    TaskLogLevel.Warn,
                    $"Failed to send record to topic '{converted.Topic}' and partition '{converted.Partition}'. Backing off before retrying: {JavaTrace.Describe(e)}");
                return false;
            }
            catch (KafkaException e)
            {
                throw new ConnectException("Unrecoverable exception trying to send", e);
            }
        }
        _batch = null;
        return true;
    }

    private void ThrowIfRefused()
    {
        if (_acknowledgements.Failure is { } failure)
        {
            throw new ConnectException("Unrecoverable exception from producer send callback", failure);
        }
    }

    // Also after a failure: what has been acknowledged need not come again.
    private async Task CommitFinallyAsync()
    {
        await _commits.EndAsync().ConfigureAwait(false);
        if (IsCancelled)
        {
            return;
        }
        try
        {
            await _submitted.AllSentAsync().WaitAsync(_setup.CommitTimeout, _time).ConfigureAwait(false);
        }
        catch (Exception e) when (e is KafkaException or TimeoutException)
        {
            Write(TaskLogLevel.Warn, $"Some records were not acknowledged before the last commit of offsets: {JavaTrace.Describe(e)}");
        }
        _submitted.Take(_offsets.Offset);
        await _commits.CommitAsync().ConfigureAwait(false);
    }

    private void Write(TaskLogLevel level, string text) => Log.Write(level, $"Task {Id}: {text}");
}
