using Ms2Lab.Kafka.Broker.Groups;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// OffsetFetch, versions 1-10. Named partitions or all; several groups from version 8 on, topics by id in version 10. What was never committed is −1
/// without an error. Members of the new protocol (KIP-848) are checked. Not implemented: nothing known.
/// </summary>
internal sealed class Api09OffsetFetch() : ImmediateHandler<OffsetFetchRequest, OffsetFetchResponse>(ApiKey.OffsetFetch, 1, 10)
{
    protected override OffsetFetchResponse Handle(RequestContext context, OffsetFetchRequest request)
    {
        if (context.Version >= 8)
        {
            return new OffsetFetchResponse { Groups = [.. request.Groups.Select(g => Answer(context, g, request.RequireStable))] };
        }

        var wanted = new OffsetFetchRequest.OffsetFetchRequestGroup
        {
            GroupId = request.GroupId,
            Topics = request.Topics?.ConvertAll(t => new OffsetFetchRequest.OffsetFetchRequestTopics { Name = t.Name, PartitionIndexes = t.PartitionIndexes }),
        };
        var answer = Answer(context, wanted, request.RequireStable);
        return new OffsetFetchResponse { ErrorCode = answer.ErrorCode, Topics = answer.Topics.ConvertAll(t => Old(t, answer.ErrorCode)) };
    }

    private static OffsetFetchResponse.OffsetFetchResponseTopic Old(OffsetFetchResponse.OffsetFetchResponseTopics topic, short groupError) => new()
    {
        Name = topic.Name,
        Partitions = topic.Partitions.ConvertAll(p => new OffsetFetchResponse.OffsetFetchResponsePartition
        {
            PartitionIndex = p.PartitionIndex,
            CommittedOffset = p.CommittedOffset,
            CommittedLeaderEpoch = p.CommittedLeaderEpoch,
            Metadata = p.Metadata,
            ErrorCode = groupError != 0 ? groupError : p.ErrorCode,
        }),
    };

    private static OffsetFetchResponse.OffsetFetchResponseGroup Answer(
        RequestContext context, OffsetFetchRequest.OffsetFetchRequestGroup wanted, bool requireStable)
    {
        var groups = context.Cluster.Groups;
        var elsewhere = groups.Refusal(wanted.GroupId, context.Broker);
        var error = elsewhere != ErrorCode.None ? elsewhere : groups.FindConsumer(wanted.GroupId)?.CheckFetch(wanted.MemberId, wanted.MemberEpoch) ?? ErrorCode.None;
        var answer = new OffsetFetchResponse.OffsetFetchResponseGroup { GroupId = wanted.GroupId, ErrorCode = (short)error };
        if (error != ErrorCode.None)
        {
            return answer;
        }

        var offsets = groups.OffsetsOf(wanted.GroupId);
        foreach (var (name, id, partitions) in Wanted(context, wanted, offsets))
        {
            answer.Topics.Add(new OffsetFetchResponse.OffsetFetchResponseTopics
            {
                Name = name,
                TopicId = id,
                Partitions = [.. partitions.Select(p => name.Length == 0 && context.Version >= 10
                    ? new OffsetFetchResponse.OffsetFetchResponsePartitions { PartitionIndex = p, CommittedOffset = -1, Metadata = "", ErrorCode = (short)ErrorCode.UnknownTopicId }
                    : requireStable && offsets?.IsUnstable(name, p) == true ? Unstable(p)
                    : Partition(p, offsets?.Find(name, p)))],
            });
        }

        return answer;
    }

    private static IEnumerable<(string Name, Guid Id, IEnumerable<int> Partitions)> Wanted(
        RequestContext context, OffsetFetchRequest.OffsetFetchRequestGroup wanted, GroupOffsets? offsets)
    {
        var topics = context.Cluster.Topics;
        return wanted.Topics is null
            ? (offsets?.All.Keys ?? []).GroupBy(k => k.Topic).Select(g => (g.Key, topics.Find(g.Key)?.Id ?? Guid.Empty, g.Select(k => k.Partition)))
            : wanted.Topics.Select(t => context.Version >= 10
                ? (topics.Find(t.TopicId)?.Name ?? "", t.TopicId, t.PartitionIndexes.AsEnumerable())
                : (t.Name, Guid.Empty, t.PartitionIndexes.AsEnumerable()));
    }

    private static OffsetFetchResponse.OffsetFetchResponsePartitions Unstable(int index) =>
        new() { PartitionIndex = index, CommittedOffset = -1, Metadata = "", ErrorCode = (short)ErrorCode.UnstableOffsetCommit };

    private static OffsetFetchResponse.OffsetFetchResponsePartitions Partition(int index, CommittedOffset? committed) => new()
    {
        PartitionIndex = index,
        CommittedOffset = committed?.Offset ?? -1,
        CommittedLeaderEpoch = committed?.LeaderEpoch ?? -1,
        Metadata = committed?.Metadata ?? "",
    };
}
