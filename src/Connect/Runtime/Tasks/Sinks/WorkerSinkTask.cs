using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Status;
using Ms2Lab.Kafka.Client.Consuming;
using TopicPartition = Ms2Lab.Connect.Api.TopicPartition;

namespace Ms2Lab.Connect.Runtime.Tasks.Sinks;

/// <summary>
/// The loop of a sink task (org.apache.kafka.connect.runtime.WorkerSinkTask): commit when due, poll, convert, put – also an empty batch. A
/// RetriableException from put keeps the converted batch and pauses every partition until it has been accepted.
/// </summary>
internal sealed class WorkerSinkTask : WorkerTask, IRebalanceListener
{
    private readonly SinkTaskSetup _setup;
    private readonly TimeProvider _time;
    private readonly SinkTaskContext _context;
    private readonly ErrantReporter? _reporter;
    private readonly SinkOffsets _offsets = new();
    private readonly SinkCommits _commits;
    private List<SinkRecord> _batch = [];
    private bool _redelivering;
    private bool _paused;
    private bool _started;
    private bool _closed;

    public WorkerSinkTask(
        ConnectorTaskId id, string version, Action<TaskStateInfo> report, string workerId, WorkerLog log, SinkTaskSetup setup, TimeProvider time)
        : base(id, version, report, workerId, log)
    {
        _setup = setup;
        _time = time;
        _reporter = setup.Errors.HasReporters ? new ErrantReporter(setup.Errors) : null;
        _context = new SinkTaskContext(setup.Config, Assigned, _reporter, time, log, id.ToString()) { PausesChanged = ApplyPauses };
        _commits = new SinkCommits(setup, _offsets, time, text => log.Write(TaskLogLevel.Warn, $"Task {id}: {text}"));
    }

    protected override string FailureText => "Exiting WorkerSinkTask due to unrecoverable exception.";

    /// <inheritdoc/>
    public async Task OnPartitionsAssignedAsync(IReadOnlyCollection<Ms2Lab.Kafka.Client.TopicPartition> partitions, CancellationToken ct)
    {
        foreach (var partition in partitions)
        {
            _offsets.Begin(partition.ToApi(), await _setup.Consumer.PositionAsync(partition, ct).ConfigureAwait(false));
        }
        ApplyPauses();
        if (partitions.Count > 0)
        {
            await _setup.Task.OpenAsync([.. partitions.Select(p => p.ToApi())]).ConfigureAwait(false);
            ApplyRewinds();
        }
    }

    /// <inheritdoc/>
    public Task OnPartitionsRevokedAsync(IReadOnlyCollection<Ms2Lab.Kafka.Client.TopicPartition> partitions, CancellationToken ct) => _closed || partitions.Count == 0
        ? Task.CompletedTask
        : _commits.CloseAsync(() => ClosePartitionsAsync(partitions));

    /// <inheritdoc/>
    public Task OnPartitionsLostAsync(IReadOnlyCollection<Ms2Lab.Kafka.Client.TopicPartition> partitions, CancellationToken ct) =>
        _closed || partitions.Count == 0 ? Task.CompletedTask : ClosePartitionsAsync(partitions);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        await _setup.PrepareAsync(stopping).ConfigureAwait(false);
        _setup.Task.Initialize(_context);
        await _setup.Task.StartAsync(_setup.Config, stopping).ConfigureAwait(false);
        _started = true;
        Subscribe();
        Report(Target == TargetState.Paused ? State.Paused : State.Running);
        while (!stopping.IsCancellationRequested)
        {
            await TurnAsync(stopping).ConfigureAwait(false);
        }
    }

    protected override void Wake() => _setup.Consumer.Wakeup();

    protected override Task DropAsync() => _setup.Consumer.AbandonAsync();

    protected override async Task CloseAsync()
    {
        try
        {
            if (_started && !IsCancelled && Assigned().Count > 0)
            {
                await _commits.CloseAsync(() => _setup.Task.CloseAsync(Assigned())).ConfigureAwait(false);
            }
        }
        finally
        {
            // The partitions are closed: leaving the group has nothing left to revoke.
            _closed = true;
            await _setup.Task.StopAsync().ConfigureAwait(false);
            await _setup.Consumer.DisposeAsync().ConfigureAwait(false);
            await _setup.Client.DisposeAsync().ConfigureAwait(false);
            _setup.Conversion.Close();
            await _setup.Errors.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Subscribe()
    {
        if (_setup.TopicsRegex is { } regex)
        {
            _setup.Consumer.Subscribe(JavaRegex.Compile(regex).Whole, this);
        }
        else
        {
            _setup.Consumer.Subscribe(_setup.Topics, this);
        }
    }

    private async Task TurnAsync(CancellationToken stopping)
    {
        FollowTarget();
        await _commits.CollectAsync().ConfigureAwait(false);
        if (!await _commits.BeginIfDueAsync(_context.TakeCommitRequest(), stopping).ConfigureAwait(false))
        {
            Rewind(_offsets.Committed.ToDictionary(o => o.Key, o => o.Value.Offset));
        }
        ApplyRewinds();
        var polled = await _setup.Consumer.PollAsync(PollTimeout(), stopping).ConfigureAwait(false);
        await ConvertAsync(polled, stopping).ConfigureAwait(false);
        await DeliverAsync(stopping).ConfigureAwait(false);
    }

    private TimeSpan PollTimeout()
    {
        var untilCommit = _commits.UntilDue;
        return _context.TakeTimeout() is { } asked && asked < untilCommit ? asked : untilCommit;
    }

    private async Task ConvertAsync(IReadOnlyList<ConsumerRecord> polled, CancellationToken stopping)
    {
        string? topic = null;
        for (var i = 0; i < polled.Count; i++)
        {
            var record = polled[i];
            if (await _setup.Conversion.ConvertAsync(record, stopping).ConfigureAwait(false) is { } converted)
            {
                _batch.Add(converted);
                _reporter?.Remember(converted, record);
            }
            // Records come partition by partition: the last of a run says how far it goes.
            if (i + 1 == polled.Count || polled[i + 1].Partition != record.Partition || polled[i + 1].Topic != record.Topic)
            {
                _offsets.Consumed(new TopicPartition(record.Topic, record.Partition), record.Offset);
            }
            if (!ReferenceEquals(record.Topic, topic))
            {
                topic = record.Topic;
                _setup.SawTopic(topic);
            }
        }
    }

    private async Task DeliverAsync(CancellationToken stopping)
    {
        try
        {
            await _setup.Task.PutAsync(_batch, stopping).ConfigureAwait(false);
        }
        catch (RetriableException e)
        {
            Log.Write(TaskLogLevel.Error, $"Task {Id}: RetriableException from SinkTask:\n{JavaTrace.Of(e)}");
            _redelivering = true;
            ApplyPauses();
            return;
        }
        catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            throw new ConnectException(FailureText, e);
        }
        if (_reporter?.Fatal is { } fatal)
        {
            throw fatal;
        }
        _batch = [];
        _reporter?.Forget();
        _offsets.Accept();
        if (_redelivering)
        {
            _redelivering = false;
            ApplyPauses();
        }
    }

    private void FollowTarget()
    {
        var pause = Target == TargetState.Paused;
        if (pause != _paused)
        {
            _paused = pause;
            ApplyPauses();
            Report(pause ? State.Paused : State.Running);
        }
    }

    private IReadOnlyCollection<TopicPartition> Assigned() => [.. _setup.Consumer.Assignment.Select(p => p.ToApi())];

    // Three reasons to pause a partition: the user paused the connector, a batch waits to be put again, the task asked for it.
    private void ApplyPauses()
    {
        var all = _setup.Consumer.Assignment;
        var resting = _paused || _redelivering ? all : all.Where(p => _context.Paused.Contains(p.ToApi()));
        var paused = resting.ToHashSet();
        _setup.Consumer.Pause([.. paused]);
        _setup.Consumer.Resume([.. all.Where(p => !paused.Contains(p))]);
    }

    private void ApplyRewinds() => Rewind(_context.TakeRewinds());

    private void Rewind(Dictionary<TopicPartition, long> positions)
    {
        foreach (var (partition, offset) in positions.Where(p => Assigned().Contains(p.Key)))
        {
            _setup.Consumer.Seek(partition.ToClient(), offset);
            _offsets.Begin(partition, offset);
            _batch.RemoveAll(r => r.OriginalTopic == partition.Topic && r.OriginalKafkaPartition == partition.Partition);
        }
    }

    private async Task ClosePartitionsAsync(IReadOnlyCollection<Ms2Lab.Kafka.Client.TopicPartition> partitions)
    {
        var gone = partitions.Select(p => p.ToApi()).ToList();
        await _setup.Task.CloseAsync(gone).ConfigureAwait(false);
        _batch.RemoveAll(r => gone.Contains(new TopicPartition(r.OriginalTopic!, r.OriginalKafkaPartition!.Value)));
        _offsets.Remove(gone);
        _context.Paused.ExceptWith(gone);
    }
}
