using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Client.Producing;

/// <summary>Bytes that records may take while they wait in the producer (buffer.memory); who comes first gets them first. State is guarded by its lock.</summary>
internal sealed class BufferMemory(long total, TimeSpan maxBlock, TimeProvider time)
{
    private readonly LinkedList<(long Bytes, TaskCompletionSource Granted)> _waiting = new();
    private readonly Lock _lock = new();
    private readonly long _total = total;
    private long _available = total;

    public bool TryReserve(long bytes)
    {
        lock (_lock)
        {
            if (_waiting.Count > 0 || _available < bytes)
            {
                return false;
            }

            _available -= bytes;
            return true;
        }
    }

    public async ValueTask ReserveAsync(long bytes, CancellationToken cancellation)
    {
        LinkedListNode<(long Bytes, TaskCompletionSource Granted)> node;
        lock (_lock)
        {
            if (_waiting.Count == 0 && _available >= bytes)
            {
                _available -= bytes;
                return;
            }

            node = _waiting.AddLast((bytes, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
        }

        try
        {
            await node.Value.Granted.Task.WaitAsync(maxBlock, time, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            if (!GiveUp(node))
            {
                return;
            }

            if (e is OperationCanceledException)
            {
                throw;
            }

            long available;
            lock (_lock)
            {
                available = _available;
            }

            throw new KafkaException(
                ErrorCode.RequestTimedOut,
                $"Failed to allocate {bytes} bytes within the configured max blocking time {maxBlock.TotalMilliseconds:F0} ms. Total memory: {_total} bytes. Available memory: {available} bytes. Poolable size: 0 bytes");
        }
    }

    public void Release(long bytes)
    {
        lock (_lock)
        {
            _available += bytes;
            Grant();
        }
    }

    private void Grant()
    {
        while (_waiting.First is { } next && next.Value.Bytes <= _available)
        {
            _available -= next.Value.Bytes;
            _waiting.RemoveFirst();
            next.Value.Granted.SetResult();
        }
    }

    // False if the bytes were granted in the meantime.
    private bool GiveUp(LinkedListNode<(long Bytes, TaskCompletionSource Granted)> node)
    {
        lock (_lock)
        {
            if (node.List is null)
            {
                return false;
            }

            _waiting.Remove(node);
            Grant();
            return true;
        }
    }
}
