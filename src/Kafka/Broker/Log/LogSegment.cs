namespace Ms2Lab.Kafka.Broker.Log;

/// <summary>A run of batches that retention drops as a whole.</summary>
internal sealed class LogSegment(long baseOffset, long createdAt)
{
    public List<StoredBatch> Batches { get; } = [];

    public long BaseOffset { get; } = baseOffset;

    /// <summary>Milliseconds since the epoch, for <c>segment.ms</c>.</summary>
    public long CreatedAt { get; } = createdAt;

    public long Size { get; private set; }

    public long MaxTimestamp { get; private set; } = -1;

    /// <summary>Time of the newest record, or of the segment's start when its records have none.</summary>
    public long NewestAt => MaxTimestamp >= 0 ? MaxTimestamp : CreatedAt;

    /// <summary>
    /// Milliseconds that count against <c>segment.ms</c> when the batch comes: between the times of the first batch and of this one, or since
    /// the segment's start when the first batch has no time.
    /// </summary>
    public long AgeAt(StoredBatch batch, long now) =>
        Batches.Count > 0 && Batches[0].MaxTimestamp >= 0 ? batch.MaxTimestamp - Batches[0].MaxTimestamp : now - CreatedAt;

    public void Add(StoredBatch batch)
    {
        Batches.Add(batch);
        Size += batch.Size;
        MaxTimestamp = Math.Max(MaxTimestamp, batch.MaxTimestamp);
    }

    /// <summary>Takes the first batches out.</summary>
    public void RemoveFirst(int count)
    {
        Size -= Batches.Take(count).Sum(b => (long)b.Size);
        Batches.RemoveRange(0, count);
    }

    /// <summary>Index of the first batch whose last offset is not below the offset; the count when there is none.</summary>
    public int IndexOf(long offset)
    {
        var (low, high) = (0, Batches.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Batches[middle].LastOffset < offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
