using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client;

/// <summary>One answer to a Metadata request.</summary>
/// <param name="ClusterId">The cluster's id, or null.</param>
/// <param name="ControllerId">The controller's node id, -1 if there is none.</param>
/// <param name="Brokers">Live brokers by node id.</param>
/// <param name="Topics">The topics asked for.</param>
public sealed record ClusterMetadata(
    string? ClusterId, int ControllerId, IReadOnlyDictionary<int, BrokerAddress> Brokers, IReadOnlyList<TopicMetadata> Topics)
{
    internal static ClusterMetadata Of(MetadataResponse answer) => new(
        answer.ClusterId,
        answer.ControllerId,
        answer.Brokers.ToDictionary(b => b.NodeId, b => new BrokerAddress(b.NodeId, b.Host, b.Port, b.Rack)),
        [.. answer.Topics.Select(Topic)]);

    private static TopicMetadata Topic(MetadataResponse.MetadataResponseTopic topic) => new(
        topic.Name ?? "",
        topic.TopicId,
        (ErrorCode)topic.ErrorCode,
        topic.IsInternal,
        [.. topic.Partitions.OrderBy(p => p.PartitionIndex).Select(p => new PartitionMetadata(
            p.PartitionIndex, p.LeaderId, p.LeaderEpoch, (ErrorCode)p.ErrorCode, p.ReplicaNodes, p.IsrNodes))]);
}
