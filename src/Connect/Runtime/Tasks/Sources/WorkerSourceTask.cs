using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Offsets;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Status;
using Ms2Lab.Kafka.Client;
using RecordMetadata = Ms2Lab.Kafka.Client.Producing.RecordMetadata;

namespace Ms2Lab.Connect.Runtime.Tasks.Sources;

/// <summary>
/// The loop of a source task (org.apache.kafka.connect.runtime.AbstractWorkerSourceTask): poll, convert, create the topic, send. What becomes of positions is
/// the affair of its <see cref="ISourceDelivery"/>.
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
    private readonly ISourceDelivery _delivery;
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
        _context = new SourceTaskContext(
            setup.Config, new OffsetReader(setup.Offsets, id.Connector, log), setup.ExactlyOnce?.Boundary as ITransactionContext, time, log, id.ToString());
        var offsets = new OffsetWriter(setup.Offsets, id.Connector, log);
        _delivery = setup.ExactlyOnce is { } exactlyOnce
            ? new ExactlyOnceDelivery(id.ToString(), setup, exactlyOnce, offsets, time, Write)
            : new AtLeastOnceDelivery(setup, offsets, time, Write);
    }

    protected override string FailureText => "Task threw an uncaught and unrecoverable exception. Task is being killed and will not recover until manually restarted";

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        await _delivery.PrepareAsync(stopping).ConfigureAwait(false);
        await _setup.Offsets.StartAsync(stopping).ConfigureAwait(false);
        _started = true;
        _setup.Task.Initialize(_context);
        await _setup.Task.StartAsync(_setup.Config, stopping).ConfigureAwait(false);
        Report(Target == TargetState.Paused ? State.Paused : State.Running);
        var hasFailed = true;
        try
        {
            _delivery.Enter();
            while (!stopping.IsCancellationRequested)
            {
                await TurnAsync(stopping).ConfigureAwait(false);
            }
            hasFailed = false;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            hasFailed = false;
        }
        finally
        {
            if (!IsCancelled)
            {
                await _delivery.FinishAsync(hasFailed).ConfigureAwait(false);
            }
        }
    }

    protected override void Wake() => _targetChanged.TrySetResult();

    // What is on its way to a broker is what a process that dies leaves on its way.
    protected override Task DropAsync()
    {
        _delivery.Abandon();
        return _setup.Producer.CloseAsync(TimeSpan.Zero);
    }

    protected override void GiveUp() => _ = DropAsync();

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
            if (!IsCancelled)
            {
                await _delivery.EndAsync(ProducerCloseLimit).ConfigureAwait(false);
            }
            await _setup.Producer.CloseAsync(IsCancelled ? TimeSpan.Zero : ProducerCloseLimit).ConfigureAwait(false);
            await _delivery.DisposeAsync().ConfigureAwait(false);
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
        _delivery.Turn();
        if (Target == TargetState.Paused)
        {
            await RestAsync(stopping).ConfigureAwait(false);
            return;
        }
        if (_batch is null)
        {
            _delivery.ThrowIfRefused();
            _next = 0;
            _batch = await PollAsync(stopping).ConfigureAwait(false);
        }
        if (_batch is null)
        {
            await _delivery.BatchDoneAsync().ConfigureAwait(false);
        }
        else if (!await SendAsync(_batch, stopping).ConfigureAwait(false))
        {
            await Task.Delay(SendBackoff, _time, stopping).ConfigureAwait(false);
        }
    }

    private async Task RestAsync(CancellationToken stopping)
    {
        Report(State.Paused);
        await _delivery.PauseAsync().ConfigureAwait(false);
        while (Target == TargetState.Paused)
        {
            var changed = _targetChanged;
            await changed.Task.WaitAsync(stopping).ConfigureAwait(false);
            _targetChanged = NewSignal();
        }
        Report(State.Running);
        _delivery.Enter();
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
                await _delivery.DroppedAsync(record).ConfigureAwait(false);
                continue;
            }
            _delivery.ThrowIfRefused();
            _delivery.Sending(converted.Topic);
            Task<RecordMetadata> sent;
            try
            {
                if (_setup.Topics is { } topics)
                {
                    await topics.EnsureAsync(converted.Topic, stopping).ConfigureAwait(false);
                }
                sent = await _setup.Producer.SendAsync(converted, stopping).ConfigureAwait(false);
            }
            catch (Exception e) when (e is RetriableException or KafkaException { IsRetriable: true, InnerException: not KafkaException })
            {
                Write(
                    TaskLogLevel.Warn,
                    $"Failed to send record to topic '{converted.Topic}' and partition '{converted.Partition}'. Backing off before retrying: {JavaTrace.Describe(e)}");
                return false;
            }
            catch (KafkaException e)
            {
                throw _delivery.Refusal(e);
            }
            await _delivery.SentAsync(record, converted.Topic, sent).ConfigureAwait(false);
        }
        _batch = null;
        await _delivery.BatchDoneAsync().ConfigureAwait(false);
        return true;
    }

    private void Write(TaskLogLevel level, string text) => Log.Write(level, $"Task {Id}: {text}");
}
