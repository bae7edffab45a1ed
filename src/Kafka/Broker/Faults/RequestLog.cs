using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Faults;

/// <summary>The requests that came to a cluster since the log was opened, in their order; the oldest give way when it is full. May be used from any thread.</summary>
public sealed class RequestLog : IDisposable
{
    private static readonly TimeSpan UsualLimit = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Queue<RequestInfo> _entries = new();
    private readonly int _capacity;
    private readonly TimeProvider _time;
    private readonly Action<RequestLog> _remove;
    private TaskCompletionSource _changed = NewSignal();

    internal RequestLog(int capacity, TimeProvider time, Action<RequestLog> remove)
    {
        (_capacity, _time, _remove) = (capacity, time, remove);
    }

    /// <summary>What is in the log now.</summary>
    public IReadOnlyList<RequestInfo> Entries
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>The requests of one API.</summary>
    public IReadOnlyList<RequestInfo> Of(ApiKey api) => [.. Entries.Where(e => e.Api == api)];

    /// <summary>Waits until so many requests meet the condition, and returns them.</summary>
    /// <param name="condition">Must not block.</param>
    /// <param name="count">At least 1.</param>
    /// <param name="limit">Longest time by the cluster's clock; 30 s when not given.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="TimeoutException">Fewer came in that time; the message says what did.</exception>
    public async Task<IReadOnlyList<RequestInfo>> WaitAsync(Func<RequestInfo, bool> condition, int count = 1, TimeSpan? limit = null, CancellationToken cancellation = default)
    {
        var end = Task.Delay(limit ?? UsualLimit, _time, cancellation);
        while (true)
        {
            Task changed;
            List<RequestInfo> found;
            lock (_lock)
            {
                changed = _changed.Task;
                found = [.. _entries.Where(condition)];
            }

            if (found.Count >= count)
            {
                return found;
            }

            if (await Task.WhenAny(changed, end).ConfigureAwait(false) == end)
            {
                cancellation.ThrowIfCancellationRequested();
                throw new TimeoutException($"{found.Count} of {count} requests came within {(limit ?? UsualLimit).TotalSeconds:0.#} s. Last seen: {string.Join("; ", Entries.TakeLast(10))}");
            }
        }
    }

    /// <summary>Forgets what is in the log.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
        }
    }

    /// <summary>Takes no more requests; what is in it stays.</summary>
    public void Dispose() => _remove(this);

    internal void Add(RequestInfo request)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (_entries.Count == _capacity)
            {
                _entries.Dequeue();
            }

            _entries.Enqueue(request);
            (changed, _changed) = (_changed, NewSignal());
        }

        changed.TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
