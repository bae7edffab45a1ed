namespace Ms2Lab.Kafka.Broker.Groups;

/// <summary>What a group has committed for a partition, and when (milliseconds since 1970).</summary>
internal readonly record struct CommittedOffset(long Offset, int LeaderEpoch, string Metadata, long CommittedAt)
{
    /// <summary>Place among all commits of the group: of two the later one holds, whenever the transaction of one of them ends.</summary>
    public long Order { get; init; }
}
