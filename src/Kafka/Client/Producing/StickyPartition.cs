namespace Ms2Lab.Kafka.Client.Producing;

/// <summary>Where records without a key go (KIP-794): one partition until it got a batch's worth of bytes, then another. Guarded by its lock.</summary>
internal sealed class StickyPartition(int batchSize)
{
    private readonly Lock _lock = new();
    private int _partition = -1;
    private long _bytes;

    public int Next(int partitions, int size)
    {
        lock (_lock)
        {
            if (_partition < 0 || _partition >= partitions || _bytes + size > batchSize)
            {
                var next = Random.Shared.Next(partitions);
                _partition = next == _partition ? (next + 1) % partitions : next;
                _bytes = 0;
            }

            _bytes += size;
            return _partition;
        }
    }
}
