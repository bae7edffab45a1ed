namespace Ms2Lab.Kafka.Broker.ConsumerGroups;

/// <summary>How far a member has come on its way to its target assignment (KIP-848).</summary>
internal enum MemberState
{
    /// <summary>It has what it should have as of its epoch.</summary>
    Stable,

    /// <summary>It has to give partitions up and has not said that it did.</summary>
    UnrevokedPartitions,

    /// <summary>It waits for partitions that other members have not given up.</summary>
    UnreleasedPartitions,
}
