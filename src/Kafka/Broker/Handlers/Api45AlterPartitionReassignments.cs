using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// AlterPartitionReassignments, versions 0-1. Replicas are names only, so a partition moves at once and there is never a reassignment to
/// cancel. Not implemented: nothing known.
/// </summary>
internal sealed class Api45AlterPartitionReassignments()
    : ImmediateHandler<AlterPartitionReassignmentsRequest, AlterPartitionReassignmentsResponse>(ApiKey.AlterPartitionReassignments, 0, 1)
{
    protected override AlterPartitionReassignmentsResponse Handle(RequestContext context, AlterPartitionReassignmentsRequest request) => new()
    {
        AllowReplicationFactorChange = request.AllowReplicationFactorChange || request.Topics.Count == 0,
        ErrorMessage = request.Topics.Count == 0 ? "" : null,
        Responses = request.Topics.ConvertAll(t => new AlterPartitionReassignmentsResponse.ReassignableTopicResponse
        {
            Name = t.Name,
            Partitions = t.Partitions.ConvertAll(p =>
            {
                var (error, message) = Move(context.Cluster, t.Name, p, request.AllowReplicationFactorChange);
                return new AlterPartitionReassignmentsResponse.ReassignablePartitionResponse
                {
                    PartitionIndex = p.PartitionIndex, ErrorCode = (short)error, ErrorMessage = message,
                };
            }),
        }),
    };

    private static (ErrorCode Error, string? Message) Move(
        ClusterState cluster, string name, AlterPartitionReassignmentsRequest.ReassignablePartition wanted, bool mayChangeFactor)
    {
        if (cluster.Topics.Find(name) is not { } topic)
        {
            return (ErrorCode.UnknownTopicOrPartition, $"Unable to find a topic named {name}.");
        }

        if (topic.Find(wanted.PartitionIndex) is not { } partition)
        {
            return (ErrorCode.UnknownTopicOrPartition, $"Unable to find partition {name}:{wanted.PartitionIndex}.");
        }

        if (wanted.Replicas is null)
        {
            return (ErrorCode.NoReassignmentInProgress, null);
        }

        if (TopicCreation.RefusalOf(cluster, wanted.Replicas, wanted.Replicas.Count) is { } refusal)
        {
            return (ErrorCode.InvalidReplicaAssignment, refusal);
        }

        if (!mayChangeFactor && wanted.Replicas.Count != partition.Replicas.Count)
        {
            return (ErrorCode.InvalidReplicationFactor, $"The replication factor is changed from {partition.Replicas.Count} to {wanted.Replicas.Count}");
        }

        partition.Reassign(wanted.Replicas, cluster.AliveNodes.Select(n => n.Id));
        return (ErrorCode.None, null);
    }
}
