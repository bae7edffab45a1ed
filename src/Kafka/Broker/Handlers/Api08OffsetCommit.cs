using System.Text;
using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Groups;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// OffsetCommit, versions 2-10. From members, and without members (generation below zero) for a group that is empty or not there; topics by id in version 10.
/// Not implemented: nothing known.
/// </summary>
internal sealed class Api08OffsetCommit() : ImmediateHandler<OffsetCommitRequest, OffsetCommitResponse>(ApiKey.OffsetCommit, 2, 10)
{
    private const short FirstVersionOfNewProtocol = 9;

    protected override OffsetCommitResponse Handle(RequestContext context, OffsetCommitRequest request)
    {
        var refusal = CheckGroup(context, request);
        var response = new OffsetCommitResponse();
        foreach (var same in request.Topics.Where(t => t.Partitions.Count > 0).GroupBy(t => (t.Name, t.TopicId)).OrderBy(t => IsWhole(context, t)))
        {
            var topic = Find(context, same.First());
            response.Topics.Add(new OffsetCommitResponse.OffsetCommitResponseTopic
            {
                Name = same.Key.Name,
                TopicId = same.Key.TopicId,
                Partitions = [.. same.SelectMany(t => t.Partitions).OrderBy(p => topic?.Find(p.PartitionIndex) is not null).Select(p => new OffsetCommitResponse.OffsetCommitResponsePartition
                {
                    PartitionIndex = p.PartitionIndex,
                    ErrorCode = (short)(refusal != ErrorCode.None && topic?.Find(p.PartitionIndex) is not null ? refusal : Commit(context, request.GroupId, topic, p)),
                })],
            });
        }

        return response;
    }

    /// <summary>Kafka answers first what is not there, then what its coordinator says of the rest.</summary>
    private static bool IsWhole(RequestContext context, IEnumerable<OffsetCommitRequest.OffsetCommitRequestTopic> wanted) =>
        wanted.All(t => t.Partitions.TrueForAll(p => Find(context, t)?.Find(p.PartitionIndex) is not null));

    private static Topic? Find(RequestContext context, OffsetCommitRequest.OffsetCommitRequestTopic wanted) =>
        context.Version >= 10 ? context.Cluster.Topics.Find(wanted.TopicId) : context.Cluster.Topics.Find(wanted.Name);

    private static ErrorCode Commit(RequestContext context, string groupId, Topic? topic, OffsetCommitRequest.OffsetCommitRequestPartition offset)
    {
        if (topic?.Find(offset.PartitionIndex) is null)
        {
            return topic is null && context.Version >= 10 ? ErrorCode.UnknownTopicId : ErrorCode.UnknownTopicOrPartition;
        }

        var offsets = context.Cluster.Groups.GetOrCreateOffsets(groupId);
        if (Encoding.UTF8.GetByteCount(offset.CommittedMetadata ?? "") > context.Cluster.Settings.Number("offset.metadata.max.bytes"))
        {
            return ErrorCode.OffsetMetadataTooLarge;
        }

        offsets.Commit(
            topic.Name, offset.PartitionIndex, new CommittedOffset(offset.CommittedOffset, offset.CommittedLeaderEpoch, offset.CommittedMetadata ?? "", context.Cluster.Now));
        return ErrorCode.None;
    }

    private static IEnumerable<(Guid, int)> PartitionsOf(RequestContext context, OffsetCommitRequest request) =>
        from wanted in request.Topics
        let topic = Find(context, wanted)
        from partition in wanted.Partitions
        where topic?.Find(partition.PartitionIndex) is not null
        select (topic.Id, partition.PartitionIndex);

    private static ErrorCode CheckGroup(RequestContext context, OffsetCommitRequest request)
    {
        var groups = context.Cluster.Groups;
        if (groups.Refusal(request.GroupId, context.Broker) is var elsewhere and not ErrorCode.None)
        {
            return elsewhere;
        }

        if (groups.FindConsumer(request.GroupId) is { } consumers)
        {
            return consumers.CheckCommit(request.MemberId, request.GenerationIdOrMemberEpoch, PartitionsOf(context, request), context.Version >= FirstVersionOfNewProtocol);
        }

        if (groups.Find(request.GroupId) is not { } group)
        {
            return request.GenerationIdOrMemberEpoch < 0 ? ErrorCode.None
                : context.Version >= 9 ? ErrorCode.GroupIdNotFound
                : ErrorCode.IllegalGeneration;
        }

        if (request.GenerationIdOrMemberEpoch < 0 && group.State == GroupState.Empty)
        {
            return ErrorCode.None;
        }

        if (group.Check(request.MemberId, request.GroupInstanceId, request.GenerationIdOrMemberEpoch) is var error and not ErrorCode.None)
        {
            return error;
        }

        if (group.State == GroupState.CompletingRebalance)
        {
            return ErrorCode.RebalanceInProgress;
        }

        group.KeepAlive(request.MemberId);
        return ErrorCode.None;
    }
}
