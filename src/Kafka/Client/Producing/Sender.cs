using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Client.Producing;

/// <summary>
/// The loop that sends batches when they are full, have lingered or are flushed. It alone drains queues; what it waits for sets
/// <see cref="Accumulator.Work"/>. One batch of a partition is under way at a time, and at most max.in.flight requests to a broker.
/// </summary>
internal sealed partial class Sender : IAsyncDisposable
{
    private readonly KafkaClient _client;
    private readonly ProducerOptions _options;
    private readonly Accumulator _accumulator;
    private readonly ProducerIdentity? _identity;
    private readonly TransactionManager? _transactions;
    private readonly TimeProvider _time;
    private readonly Dictionary<int, int> _inFlight = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;

    public Sender(KafkaClient client, ProducerOptions options, Accumulator accumulator, ProducerIdentity? identity, TransactionManager? transactions)
    {
        _client = client;
        _options = options;
        _accumulator = accumulator;
        _identity = identity;
        _transactions = transactions;
        _time = client.Options.Time;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Ends the loop; batches that are left are the caller's to fail.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _accumulator.Work.Set();
        await _loop.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        var timer = _time.CreateTimer(static state => ((AsyncSignal)state!).Set(), _accumulator.Work, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await using (timer.ConfigureAwait(false))
        {
            while (!_stopping.IsCancellationRequested)
            {
                var wake = Scan();
                timer.Change(wake == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : wake, Timeout.InfiniteTimeSpan);
                await _accumulator.Work.WaitAsync().ConfigureAwait(false);
            }
        }
    }

    // Sends what is ready and says in what time to look again.
    private TimeSpan Scan()
    {
        var now = _time.GetTimestamp();
        var wake = TimeSpan.MaxValue;
        var requests = new Dictionary<int, ProduceCall>();
        foreach (var queue in _accumulator.Queues)
        {
            ProducerBatch? expired;
            while ((expired = TakeExpired(queue, now)) is not null)
            {
                Give(expired, Expiry(expired, now));
            }

            var wait = Consider(queue, now, requests);
            wake = wait < wake ? wait : wake;
        }

        foreach (var call in requests.Values)
        {
            lock (_inFlight)
            {
                _inFlight[call.Node] = _inFlight.GetValueOrDefault(call.Node) + 1;
            }

            _ = SendAsync(call);
        }

        return wake;
    }

    private ProducerBatch? TakeExpired(PartitionQueue queue, long now)
    {
        lock (queue.Lock)
        {
            if (queue.IsBusy || queue.Head is not { } head || _time.GetElapsedTime(head.CreatedAt, now) < _options.DeliveryTimeout)
            {
                return null;
            }

            queue.RemoveHead();
            return head;
        }
    }

    // Puts the first batch into the request to its leader, or says in what time it will be ready.
    private TimeSpan Consider(PartitionQueue queue, long now, Dictionary<int, ProduceCall> requests)
    {
        lock (queue.Lock)
        {
            if (queue.IsBusy || queue.Head is not { } head)
            {
                return TimeSpan.MaxValue;
            }

            var wait = WaitOf(queue, head, now);
            if (wait > TimeSpan.Zero)
            {
                return wait;
            }

            if (_identity is { Current.ProducerId: < 0 })
            {
                queue.IsBusy = true;
                _ = IdentifyAsync(queue, head);
                return TimeSpan.MaxValue;
            }

            var leader = _client.LeaderAsync(queue.Partition, _stopping.Token);
            if (!leader.IsCompletedSuccessfully)
            {
                queue.IsBusy = true;
                _ = FindLeaderAsync(queue, head, leader.AsTask());
                return TimeSpan.MaxValue;
            }

            return Join(queue, head, leader.Result, requests);
        }
    }

    private TimeSpan Join(PartitionQueue queue, ProducerBatch head, int node, Dictionary<int, ProduceCall> requests)
    {
        lock (_inFlight)
        {
            if (_inFlight.GetValueOrDefault(node) >= _options.MaxInFlight)
            {
                return TimeSpan.MaxValue;
            }
        }

        if (!requests.TryGetValue(node, out var call))
        {
            requests[node] = call = new ProduceCall(node);
        }
        else if (call.SizeInBytes + head.SizeInBytes > _options.MaxRequestSize)
        {
            return TimeSpan.Zero;
        }

        queue.IsBusy = true;
        queue.CloseHead();
        _identity?.Stamp(queue, head);
        call.Add(queue, head);
        return TimeSpan.MaxValue;
    }

    private TimeSpan WaitOf(PartitionQueue queue, ProducerBatch head, long now)
    {
        if (head.Attempts > 0)
        {
            return _time.GetElapsedTime(now, head.RetryAt);
        }

        return queue.IsHeadClosed || _accumulator.IsFlushing ? TimeSpan.Zero : _options.Linger - _time.GetElapsedTime(head.CreatedAt, now);
    }

    private KafkaException Expiry(ProducerBatch batch, long now) => new(
        ErrorCode.RequestTimedOut,
        $"Expiring {batch.Count} record(s) for {batch.Partition}:{_time.GetElapsedTime(batch.CreatedAt, now).TotalMilliseconds:F0} ms has passed since batch creation. The request has not been sent, or no server response has been received yet.");

    private TimeSpan Remaining(ProducerBatch batch)
    {
        var left = _options.DeliveryTimeout - _time.GetElapsedTime(batch.CreatedAt);
        return left > TimeSpan.FromMilliseconds(1) ? left : TimeSpan.FromMilliseconds(1);
    }
}
