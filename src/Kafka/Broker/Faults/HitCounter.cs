namespace Ms2Lab.Kafka.Broker.Faults;

/// <summary>Counts, and lets others wait for a count. State is guarded by its own lock.</summary>
internal sealed class HitCounter(TimeProvider time)
{
    private static readonly TimeSpan UsualLimit = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<(int Count, TaskCompletionSource Done)> _waiters = [];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Add()
    {
        lock (_lock)
        {
            _count++;
            foreach (var (_, done) in _waiters.Where(w => w.Count <= _count))
            {
                done.TrySetResult();
            }

            _waiters.RemoveAll(w => w.Count <= _count);
        }
    }

    /// <exception cref="TimeoutException">The count was not reached; the message says what it is.</exception>
    public async Task WaitAsync(int count, TimeSpan? limit, string what, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_count >= count)
            {
                return;
            }

            _waiters.Add((count, done));
        }

        try
        {
            await done.Task.WaitAsync(limit ?? UsualLimit, time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited {(limit ?? UsualLimit).TotalSeconds:0.#} s for {count} requests that meet {what}; there were {Count}.");
        }
    }
}
