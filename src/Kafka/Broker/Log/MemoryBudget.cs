namespace Ms2Lab.Kafka.Broker.Log;

/// <summary>Bytes of batches that the cluster keeps, against the most it may.</summary>
internal sealed class MemoryBudget(long limit)
{
    public long Limit => limit;

    public long Used { get; private set; }

    public void Add(long bytes) => Used += bytes;

    public bool HasRoomFor(long bytes) => Used + bytes <= limit;
}
