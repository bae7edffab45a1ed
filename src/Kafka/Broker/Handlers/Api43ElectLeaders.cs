using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// ElectLeaders, versions 0-2. Preferred: the first replica, if it is alive and does not lead. Unclean: any live replica of a partition
/// without a leader. Null topics stand for all partitions, of which only those that changed are answered. Not implemented: nothing known.
/// </summary>
internal sealed class Api43ElectLeaders() : ImmediateHandler<ElectLeadersRequest, ElectLeadersResponse>(ApiKey.ElectLeaders, 0, 2)
{
    private const sbyte Preferred = 0;
    private const sbyte Unclean = 1;

    protected override ElectLeadersResponse Handle(RequestContext context, ElectLeadersRequest request)
    {
        var isKnown = request.ElectionType is Preferred or Unclean || request.TopicPartitions is { Count: 0 };
        var topics = context.Cluster.Topics;
        var wanted = request.TopicPartitions?.Select(t => (t.Topic, Partitions: t.Partitions.AsEnumerable()))
            ?? topics.All.Select(t => (t.Name, t.Partitions.Select(p => p.Index)));
        return new ElectLeadersResponse
        {
            ErrorCode = (short)(isKnown ? ErrorCode.None : ErrorCode.InvalidRequest),
            ReplicaElectionResults = !isKnown && request.TopicPartitions is null ? [] : [.. wanted.Select(t => new ElectLeadersResponse.ReplicaElectionResult
            {
                Topic = t.Topic,
                PartitionResult = [.. t.Partitions
                    .Select(p => isKnown ? Elect(context.Cluster, request.ElectionType, t.Topic, p) : Answer(p, ErrorCode.InvalidRequest, $"Unknown election type {request.ElectionType}"))
                    .Where(r => request.TopicPartitions is not null || r.ErrorCode != (short)ErrorCode.ElectionNotNeeded)],
            })],
        };
    }

    private static ElectLeadersResponse.PartitionResult Elect(ClusterState cluster, sbyte type, string name, int index)
    {
        if (cluster.Topics.Find(name) is not { } topic)
        {
            return Answer(index, ErrorCode.UnknownTopicOrPartition, $"No such topic as {name}");
        }

        if (topic.Find(index) is not { } partition)
        {
            return Answer(index, ErrorCode.UnknownTopicOrPartition, $"No such partition as {name}-{index}");
        }

        var isNeeded = type == Preferred ? partition.Leader != partition.Replicas[0] : partition.Leader < 0;
        if (!isNeeded)
        {
            return Answer(index, ErrorCode.ElectionNotNeeded, ErrorCodes.Message(ErrorCode.ElectionNotNeeded));
        }

        var candidates = type == Preferred ? partition.Replicas.Take(1).Intersect(partition.Isr) : partition.Replicas;
        if (candidates.Select(cluster.Node).FirstOrDefault(n => n is { IsAlive: true }) is not { } leader)
        {
            var error = type == Preferred ? ErrorCode.PreferredLeaderNotAvailable : ErrorCode.EligibleLeadersNotAvailable;
            return Answer(index, error, ErrorCodes.Message(error));
        }

        partition.MoveLeader(leader.Id);
        return Answer(index, ErrorCode.None, null);
    }

    private static ElectLeadersResponse.PartitionResult Answer(int index, ErrorCode error, string? message) =>
        new() { PartitionId = index, ErrorCode = (short)error, ErrorMessage = message };
}
