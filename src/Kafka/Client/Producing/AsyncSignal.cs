namespace Ms2Lab.Kafka.Client.Producing;

/// <summary>Wakes the one loop that waits for it; several sets before a wait count as one.</summary>
internal sealed class AsyncSignal : IDisposable
{
    private readonly SemaphoreSlim _semaphore = new(0);
    private int _isSet;

    public void Set()
    {
        if (Interlocked.Exchange(ref _isSet, 1) == 0)
        {
            _semaphore.Release();
        }
    }

    public async Task WaitAsync()
    {
        await _semaphore.WaitAsync().ConfigureAwait(false);
        Volatile.Write(ref _isSet, 0);
    }

    public void Dispose() => _semaphore.Dispose();
}
