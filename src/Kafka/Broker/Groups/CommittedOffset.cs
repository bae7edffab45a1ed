namespace Ms2Lab.Kafka.Broker.Groups;

/// <summary>What a group has committed for a partition.</summary>
internal readonly record struct CommittedOffset(long Offset, int LeaderEpoch, string Metadata);
