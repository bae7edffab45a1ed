using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Client;

/// <summary>Where a partition lives.</summary>
/// <param name="Partition">Its number.</param>
/// <param name="Leader">The leader's node id; -1 while there is none.</param>
/// <param name="LeaderEpoch">The leader's epoch; -1 if the broker did not say.</param>
/// <param name="Error">What is wrong with it.</param>
/// <param name="Replicas">Node ids of all replicas.</param>
/// <param name="Isr">Node ids of the replicas in sync.</param>
public sealed record PartitionMetadata(int Partition, int Leader, int LeaderEpoch, ErrorCode Error, IReadOnlyList<int> Replicas, IReadOnlyList<int> Isr);
