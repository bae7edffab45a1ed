using Ms2Lab.Kafka.Broker.ConsumerGroups;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// ConsumerGroupDescribe, versions 0-1. Groups of the new protocol with what each member has and should have; deleted topics are left out. Not implemented:
/// nothing known.
/// </summary>
internal sealed class Api69ConsumerGroupDescribe()
    : ImmediateHandler<ConsumerGroupDescribeRequest, ConsumerGroupDescribeResponse>(ApiKey.ConsumerGroupDescribe, 0, 1)
{
    private const sbyte ConsumerMember = 1;

    protected override ConsumerGroupDescribeResponse Handle(RequestContext context, ConsumerGroupDescribeRequest request)
    {
        // Kafka answers first what its coordinator need not be asked.
        var response = new ConsumerGroupDescribeResponse { Groups = [.. request.GroupIds.OrderBy(id => id.Length > 0).Select(id => Describe(context, id))] };
        foreach (var group in response.Groups)
        {
            group.AuthorizedOperations = request.IncludeAuthorizedOperations && group.ErrorCode == 0 ? AuthorizedOperations.OfGroup : AuthorizedOperations.NotAsked;
        }

        return response;
    }

    private static ConsumerGroupDescribeResponse.DescribedGroup Describe(RequestContext context, string id)
    {
        var groups = context.Cluster.Groups;
        var elsewhere = groups.Refusal(id, context.Broker);
        if (id.Length == 0 || elsewhere != ErrorCode.None)
        {
            return new() { GroupId = id, ErrorCode = (short)(id.Length == 0 ? ErrorCode.InvalidGroupId : elsewhere) };
        }

        if (groups.FindConsumer(id) is not { } group)
        {
            var why = groups.Find(id) is null ? $"Group {id} not found." : $"Group {id} is not a consumer group.";
            return new() { GroupId = id, ErrorCode = (short)ErrorCode.GroupIdNotFound, ErrorMessage = why };
        }

        return new()
        {
            GroupId = id,
            GroupState = group.State,
            GroupEpoch = group.Epoch,
            AssignmentEpoch = group.AssignmentEpoch,
            AssignorName = group.Assignor,
            Members = [.. group.Members.Select(m => Describe(context, m))],
        };
    }

    private static ConsumerGroupDescribeResponse.Member Describe(RequestContext context, ConsumerGroupMember member) => new()
    {
        MemberId = member.Id,
        InstanceId = member.InstanceId,
        RackId = member.RackId,
        MemberEpoch = member.Epoch,
        ClientId = member.ClientId,
        ClientHost = member.ClientHost,
        SubscribedTopicNames = [.. member.TopicNames],
        SubscribedTopicRegex = member.TopicRegex,
        Assignment = Describe(context, member.Assigned.Union(member.PendingRevocation)),
        TargetAssignment = Describe(context, member.Target),
        MemberType = ConsumerMember,
    };

    private static ConsumerGroupDescribeResponse.Assignment Describe(RequestContext context, PartitionSet partitions) => new()
    {
        TopicPartitions = [.. partitions.Topics
            .Select(t => (Topic: context.Cluster.Topics.Find(t.Key), Partitions: t.Value)).Where(t => t.Topic is not null)
            .Select(t => new ConsumerGroupDescribeResponse.TopicPartitions { TopicId = t.Topic!.Id, TopicName = t.Topic.Name, Partitions = [.. t.Partitions] })],
    };
}
