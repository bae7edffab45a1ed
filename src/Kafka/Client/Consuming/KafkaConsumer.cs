using System.Text.RegularExpressions;

namespace Ms2Lab.Kafka.Client.Consuming;

/// <summary>
/// Reads records, alone or as a member of a group. One caller at a time uses it, except for <see cref="Wakeup"/>; its state is that caller's
/// and needs no lock. Requests run ahead in the background and end in queues that <see cref="PollAsync"/> empties; rebalances and their
/// listener run inside <see cref="PollAsync"/>, only heartbeats go on between polls.
/// </summary>
public sealed partial class KafkaConsumer : IAsyncDisposable
{
    private readonly KafkaClient _client;
    private readonly ConsumerOptions _options;
    private readonly TimeProvider _time;
    private readonly OffsetQueries _offsets;
    private readonly Fetcher _fetcher;
    private readonly PartitionTable _partitions = new();
    private readonly ConsumerGroup? _group;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _signalLock = new();
    private TaskCompletionSource _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isWoken;
    private volatile bool _isClosed;
    private Task? _abandoned;

    /// <summary>A consumer that reads nothing until it is told what.</summary>
    /// <exception cref="ArgumentException">An assignor has a name that is none.</exception>
    public KafkaConsumer(KafkaClient client, ConsumerOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        _client = client;
        _options = options;
        _time = client.Options.Time;
        _offsets = new OffsetQueries(client, options);
        _fetcher = new Fetcher(client, options, Signal);
        _group = options.GroupId is null ? null : new ConsumerGroup(client, options, _partitions, CommitBeforeRebalanceAsync);
        _lastCommit = _time.GetTimestamp();
    }

    /// <summary>The partitions that are read now.</summary>
    public IReadOnlyCollection<TopicPartition> Assignment => [.. _partitions.All.Select(p => p.Partition)];

    /// <summary>The topics subscribed to; those that match when subscribed by pattern.</summary>
    public IReadOnlyCollection<string> Subscription => _group?.Topics ?? [];

    /// <summary>In whose name a transaction may commit what this consumer read.</summary>
    /// <exception cref="InvalidOperationException">There is no group.</exception>
    public ConsumerGroupMetadata GroupMetadata => _group?.Metadata ?? throw NoGroup();

    /// <summary>Reads these partitions and no others, without sharing them in a group; positions of partitions kept stay.</summary>
    /// <exception cref="InvalidOperationException">The consumer is subscribed.</exception>
    public void Assign(IEnumerable<TopicPartition> partitions)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        if (_group?.IsSubscribed == true)
        {
            throw new InvalidOperationException("Subscription to topics, partitions and pattern are mutually exclusive");
        }

        _partitions.Set(partitions);
        _isAssignedByHand = _partitions.Count > 0;
        Signal();
    }

    /// <summary>Shares the topics' partitions with the other members of the group, in place of an earlier subscription.</summary>
    /// <exception cref="InvalidOperationException">There is no group, or partitions are assigned by hand.</exception>
    public void Subscribe(IEnumerable<string> topics, IRebalanceListener? listener = null)
    {
        CheckCanSubscribe().Subscribe([.. topics], null, listener);
        Signal();
    }

    /// <summary>The same for all topics, also later ones, whose names match; internal topics never do.</summary>
    /// <exception cref="InvalidOperationException">There is no group, or partitions are assigned by hand.</exception>
    public void Subscribe(Regex pattern, IRebalanceListener? listener = null)
    {
        CheckCanSubscribe().Subscribe([], pattern, listener);
        Signal();
    }

    /// <summary>Leaves the group and reads nothing, until told otherwise.</summary>
    public async Task UnsubscribeAsync(CancellationToken ct = default)
    {
        if (_group is { IsSubscribed: true })
        {
            await _group.LeaveAsync("the consumer unsubscribed from all topics", ct).ConfigureAwait(false);
        }

        _partitions.Set([]);
        _isAssignedByHand = false;
    }

    /// <summary>Returns records as soon as there are some, at most <see cref="ConsumerOptions.MaxPollRecords"/>, in order within each partition.</summary>
    /// <param name="timeout">How long to wait for a first record; zero returns what has been fetched.</param>
    /// <param name="ct">Ends the wait without loss of records.</param>
    /// <returns>Records; none at the timeout or after <see cref="Wakeup"/>.</returns>
    /// <exception cref="KafkaException">An error that no retry mends, or no position without a policy to find one.</exception>
    /// <exception cref="InvalidOperationException">There is neither subscription nor assignment.</exception>
    public async Task<IReadOnlyList<ConsumerRecord>> PollAsync(TimeSpan timeout, CancellationToken ct = default)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        if (!_isAssignedByHand && _group?.IsSubscribed != true)
        {
            throw new InvalidOperationException("Consumer is not subscribed to any topics or assigned any partitions");
        }

        var wait = new Groups.WaitBudget(_time, timeout);
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var signal = NextSignal();
            if (_isWoken)
            {
                _isWoken = false;
                return [];
            }

            if (!_isAssignedByHand)
            {
                await _group!.MoveOnAsync(ct).ConfigureAwait(false);
            }

            CommitNowAndThen();
            FindPositions();
            TakeAnswers();
            var records = TakeRecords();
            _fetcher.Start(_partitions.All);
            if (records.Count > 0 || wait.IsOver)
            {
                return records;
            }

            var progress = _isAssignedByHand ? signal : Task.WhenAny(signal, _group!.Progress);
            await wait.WaitAsync(progress, ct).ConfigureAwait(false);
        }
    }

    /// <summary>Lets a waiting or else the next <see cref="PollAsync"/> return without records; may be called by anybody.</summary>
    public void Wakeup()
    {
        _isWoken = true;
        Signal();
    }

    /// <summary>Stops handing out records of the partitions; a poll still keeps the member alive.</summary>
    public void Pause(IEnumerable<TopicPartition> partitions) => _partitions.Each(partitions, p => p.IsPaused = true);

    /// <summary>Ends a <see cref="Pause"/>.</summary>
    public void Resume(IEnumerable<TopicPartition> partitions)
    {
        _partitions.Each(partitions, p => p.IsPaused = false);
        Signal();
    }

    /// <summary>The partitions that are paused.</summary>
    public IReadOnlyCollection<TopicPartition> Paused => [.. _partitions.All.Where(p => p.IsPaused).Select(p => p.Partition)];

    /// <summary>Asks for a rebalance at the next poll.</summary>
    public void EnforceRebalance(string reason = "rebalance enforced by user") => _group?.RequestRejoin(reason);

    /// <summary>Commits if that is automatic, tells the listener of the revocation, leaves the group and stops.</summary>
    public async Task CloseAsync(CancellationToken ct = default)
    {
        if (_isClosed)
        {
            return;
        }

        try
        {
            if (_group is { } group)
            {
                await CommitBeforeRebalanceAsync(ct).ConfigureAwait(false);
                await group.CloseAsync(ct).ConfigureAwait(false);
            }
        }
        finally
        {
            await AbandonAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Stops without commit or leave, as a process that died: the group notices after the session timeout. May be called beside any other call.</summary>
    public Task AbandonAsync()
    {
        lock (_signalLock)
        {
            return _abandoned ??= EndAsync();
        }
    }

    /// <summary>As <see cref="CloseAsync"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        await AbandonAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task EndAsync()
    {
        _isClosed = true;
        _fetcher.Dispose();
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_group is { } group)
        {
            await group.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static InvalidOperationException NoGroup() =>
        new("To use the group management or offset commit APIs, you must provide a valid group.id in the consumer configuration.");

    private ConsumerGroup CheckCanSubscribe()
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        return _isAssignedByHand
            ? throw new InvalidOperationException("Subscription to topics, partitions and pattern are mutually exclusive")
            : _group ?? throw NoGroup();
    }

    private void Signal()
    {
        lock (_signalLock)
        {
            _signal.TrySetResult();
        }
    }

    /// <summary>A signal for what happens from now on.</summary>
    private Task NextSignal()
    {
        lock (_signalLock)
        {
            if (_signal.Task.IsCompleted)
            {
                _signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return _signal.Task;
        }
    }
}
