namespace Ms2Lab.Kafka.Client.Consuming;

/// <summary>What a consumer knows of one assigned partition. A new assignment has a new one, so that late answers to the old one miss.</summary>
internal sealed class PartitionState(TopicPartition partition)
{
    public TopicPartition Partition { get; } = partition;

    public PositionState Need { get; private set; } = PositionState.AskCommitted;

    /// <summary>Next offset to hand out; only with <see cref="PositionState.Known"/>.</summary>
    public long Position { get; private set; } = -1;

    public int LeaderEpoch { get; private set; } = -1;

    public bool IsPaused { get; set; }

    /// <summary>Counts changes of position and need that did not come from reading on.</summary>
    public int Version { get; private set; }

    /// <summary>Fetched and not handed out yet.</summary>
    public FetchedPartition? Buffered { get; set; }

    public void Seek(long offset, int leaderEpoch = -1) => Change(PositionState.Known, offset, leaderEpoch);

    public void Reset(PositionState need) => Change(need, -1, -1);

    public void ReadOn(long offset, int leaderEpoch)
    {
        Position = offset;
        LeaderEpoch = leaderEpoch;
    }

    private void Change(PositionState need, long offset, int leaderEpoch)
    {
        Need = need;
        Position = offset;
        LeaderEpoch = leaderEpoch;
        Buffered = null;
        Version++;
    }
}
