using Ms2Lab.Kafka.Broker.Groups;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// OffsetDelete, version 0. Forgets committed offsets, but for topics that a member of the group subscribes to.
/// Not implemented: nothing known.
/// </summary>
internal sealed class Api47OffsetDelete() : ImmediateHandler<OffsetDeleteRequest, OffsetDeleteResponse>(ApiKey.OffsetDelete, 0, 0)
{
    private const string Consumers = "consumer";

    protected override OffsetDeleteResponse Handle(RequestContext context, OffsetDeleteRequest request)
    {
        var group = context.Cluster.Groups.Find(request.GroupId);
        var consumers = context.Cluster.Groups.FindConsumer(request.GroupId);
        var elsewhere = context.Cluster.Groups.Refusal(request.GroupId, context.Broker);
        var error = request.GroupId.Length == 0 ? ErrorCode.InvalidGroupId
            : elsewhere != ErrorCode.None ? elsewhere
            : group is null && consumers is null ? ErrorCode.GroupIdNotFound
            : group is { State: not GroupState.Empty } && group.ProtocolType != Consumers ? ErrorCode.NonEmptyGroup
            : ErrorCode.None;
        if (error != ErrorCode.None)
        {
            return new OffsetDeleteResponse { ErrorCode = (short)error };
        }

        return new OffsetDeleteResponse
        {
            Topics = [.. request.Topics.Where(t => t.Partitions.Count > 0).GroupBy(t => t.Name).Select(same => Delete(
                context, request.GroupId, same.Key, [.. same.SelectMany(t => t.Partitions)],
                (group is not null && ConsumerSubscriptions.Contain(group, same.Key)) || consumers?.IsSubscribedTo(same.Key) == true))],
        };
    }

    /// <summary>As from Kafka, what is not there is answered first.</summary>
    private static OffsetDeleteResponse.OffsetDeleteResponseTopic Delete(
        RequestContext context, string group, string topic, List<OffsetDeleteRequest.OffsetDeleteRequestPartition> partitions, bool isSubscribed) => new()
        {
            Name = topic,
            Partitions = [.. partitions.OrderBy(p => context.Cluster.Topics.Find(topic, p.PartitionIndex) is not null).Select(p => new OffsetDeleteResponse.OffsetDeleteResponsePartition
            {
                PartitionIndex = p.PartitionIndex,
                ErrorCode = (short)Delete(context, group, topic, p.PartitionIndex, isSubscribed),
            })],
        };

    private static ErrorCode Delete(RequestContext context, string group, string topic, int partition, bool isSubscribed)
    {
        if (context.Cluster.Topics.Find(topic, partition) is null)
        {
            return ErrorCode.UnknownTopicOrPartition;
        }

        if (isSubscribed)
        {
            return ErrorCode.GroupSubscribedToTopic;
        }

        context.Cluster.Groups.OffsetsOf(group)?.Remove(topic, partition);
        return ErrorCode.None;
    }
}
