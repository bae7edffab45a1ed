using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Client;

/// <summary>A topic and its partitions, ordered by number.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TopicId">Its id; empty from brokers that know none.</param>
/// <param name="Error">What is wrong with it, such as <see cref="ErrorCode.UnknownTopicOrPartition"/>.</param>
/// <param name="IsInternal">Whether the broker keeps it for itself.</param>
/// <param name="Partitions">Its partitions.</param>
public sealed record TopicMetadata(string Name, Guid TopicId, ErrorCode Error, bool IsInternal, IReadOnlyList<PartitionMetadata> Partitions);
