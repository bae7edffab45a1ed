using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// DescribeTopicPartitions, version 0. Topics in order of their names, in pages of so many partitions; a cursor names the first partition
/// of the next page. Not implemented: eligible leader replicas (KIP-966), their lists are empty.
/// </summary>
internal sealed class Api75DescribeTopicPartitions()
    : ImmediateHandler<DescribeTopicPartitionsRequest, DescribeTopicPartitionsResponse>(ApiKey.DescribeTopicPartitions, 0, 0)
{
    private const int LargestPage = 2000;

    protected override DescribeTopicPartitionsResponse Handle(RequestContext context, DescribeTopicPartitionsRequest request)
    {
        var topics = context.Cluster.Topics;
        if (request.Cursor is { } at && request.Topics.Count > 0 && (at.PartitionIndex < 0 || !request.Topics.Exists(t => t.Name == at.TopicName)))
        {
            return new() { NextCursor = null, Topics = request.Topics.ConvertAll(t => Refused(t.Name, ErrorCode.InvalidRequest)) };
        }

        if (request.Topics.Exists(t => t.Name.Length == 0))
        {
            return new() { NextCursor = null, Topics = request.Topics.ConvertAll(t => Refused(t.Name, ErrorCode.UnknownServerError)) };
        }

        var names = request.Topics.Count > 0 ? request.Topics.Select(t => t.Name).Distinct().Order(StringComparer.Ordinal) : topics.All.Select(t => t.Name);
        var cursor = request.Cursor;
        var response = new DescribeTopicPartitionsResponse { NextCursor = null };
        var left = Math.Clamp(request.ResponsePartitionLimit, 1, LargestPage);
        foreach (var name in names.Where(n => cursor is null || string.CompareOrdinal(n, cursor.TopicName) >= 0))
        {
            var from = name == cursor?.TopicName ? cursor.PartitionIndex : 0;
            if (left == 0)
            {
                response.NextCursor = new() { TopicName = name, PartitionIndex = from };
                return response;
            }

            if (topics.Find(name) is not { } topic)
            {
                response.Topics.Add(Failed(name));
                continue;
            }

            var page = topic.Partitions.Skip(from).Take(left).ToList();
            left -= page.Count;
            response.Topics.Add(Describe(topic, page));
            if (from + page.Count < topic.Partitions.Count)
            {
                response.NextCursor = new() { TopicName = name, PartitionIndex = from + page.Count };
                return response;
            }
        }

        return response;
    }

    private static DescribeTopicPartitionsResponse.DescribeTopicPartitionsResponseTopic Refused(string name, ErrorCode error) =>
        new() { Name = name, ErrorCode = (short)error, TopicAuthorizedOperations = AuthorizedOperations.NotAsked };

    private static DescribeTopicPartitionsResponse.DescribeTopicPartitionsResponseTopic Failed(string name) => new()
    {
        Name = name,
        ErrorCode = (short)(TopicNames.Refusal(name) is null ? ErrorCode.UnknownTopicOrPartition : ErrorCode.InvalidTopicException),
        TopicAuthorizedOperations = AuthorizedOperations.OfTopic,
    };

    private static DescribeTopicPartitionsResponse.DescribeTopicPartitionsResponseTopic Describe(Topic topic, List<Partition> partitions) => new()
    {
        Name = topic.Name,
        TopicId = topic.Id,
        IsInternal = topic.IsInternal,
        TopicAuthorizedOperations = AuthorizedOperations.OfTopic,
        Partitions = partitions.ConvertAll(p => new DescribeTopicPartitionsResponse.DescribeTopicPartitionsResponsePartition
        {
            ErrorCode = (short)(p.Leader < 0 ? ErrorCode.LeaderNotAvailable : ErrorCode.None),
            PartitionIndex = p.Index,
            LeaderId = p.Leader,
            LeaderEpoch = p.LeaderEpoch,
            ReplicaNodes = [.. p.Replicas],
            IsrNodes = [.. p.Isr],
            EligibleLeaderReplicas = [],
            LastKnownElr = [],
            OfflineReplicas = [.. p.Replicas.Except(p.Isr)],
        }),
    };
}
