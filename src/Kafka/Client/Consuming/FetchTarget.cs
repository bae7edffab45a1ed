namespace Ms2Lab.Kafka.Client.Consuming;

/// <summary>What a fetch asked of one partition, with the state's version at that time.</summary>
internal sealed record FetchTarget(PartitionState State, long Offset, int Version);
