using System.Buffers.Text;
using Ms2Lab.Kafka.Broker.ConsumerGroups;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// ConsumerGroupHeartbeat, versions 0-1. Joins, stays in and leaves a group of the new protocol (KIP-848), with server-side assignors and regular
/// expressions. Not implemented: members of the classic protocol in such a group, and racks in assignments.
/// </summary>
internal sealed class Api68ConsumerGroupHeartbeat()
    : ImmediateHandler<ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse>(ApiKey.ConsumerGroupHeartbeat, 0, 1)
{
    private const int Leaves = -1;
    private const int LeavesForAWhile = -2;

    protected override ConsumerGroupHeartbeatResponse Handle(RequestContext context, ConsumerGroupHeartbeatRequest request)
    {
        if (context.Version == 0 && request is { MemberEpoch: 0, MemberId.Length: 0 })
        {
            request.MemberId = Base64Url.EncodeToString(Guid.NewGuid().ToByteArray());
        }

        if (RefusalOf(request) is var (error, message))
        {
            return ConsumerGroup.Failed(error, message);
        }

        var groups = context.Cluster.Groups;
        if (groups.Refusal(request.GroupId, context.Broker) is var elsewhere and not ErrorCode.None)
        {
            return ConsumerGroup.Failed(elsewhere, ErrorCodes.Message(elsewhere));
        }

        var group = request.MemberEpoch == 0 ? groups.GetOrCreateConsumer(request.GroupId) : groups.FindConsumer(request.GroupId);
        return group is null ? ConsumerGroup.Failed(ErrorCode.GroupIdNotFound, WhyThereIsNone(groups.Find(request.GroupId), request))
            : request.MemberEpoch is Leaves or LeavesForAWhile ? group.Goodbye(request)
            : group.Heartbeat(context, request);
    }

    private static string WhyThereIsNone(Groups.ClassicGroup? classic, ConsumerGroupHeartbeatRequest request) =>
        classic is null ? $"Consumer group {request.GroupId} not found."
        : request.MemberEpoch != 0 ? $"Group {request.GroupId} is not a consumer group."
        : classic.ProtocolType != "consumer" ? $"Cannot upgrade classic group {request.GroupId} to consumer group because the group does not use the consumer embedded protocol."
        : $"Cannot upgrade classic group {request.GroupId} to consumer group because online upgrade is disabled.";

    private static (ErrorCode Error, string Message)? RefusalOf(ConsumerGroupHeartbeatRequest request)
    {
        var invalid = string.IsNullOrWhiteSpace(request.GroupId) ? "GroupId can't be empty."
            : string.IsNullOrWhiteSpace(request.MemberId) ? "MemberId can't be empty."
            : request.InstanceId is "" ? "InstanceId can't be empty."
            : request.RackId is "" ? "RackId can't be empty."
            : request.MemberEpoch == 0 ? RefusalOfJoin(request)
            : request.MemberEpoch == LeavesForAWhile && request.InstanceId is null ? "InstanceId can't be null."
            : request.MemberEpoch < LeavesForAWhile ? "MemberEpoch is invalid."
            : null;
        return invalid is not null ? (ErrorCode.InvalidRequest, invalid)
            : request.ServerAssignor is { } assignor && !GroupAssignors.Has(assignor)
            ? (ErrorCode.UnsupportedAssignor, $"ServerAssignor {assignor} is not supported. Supported assignors: {GroupAssignors.Names}.")
            : request.MemberEpoch == 0 && TopicRegex.RefusalOf(request.SubscribedTopicRegex) is { } wrong ? (ErrorCode.InvalidRegularExpression, wrong)
            : null;
    }

    private static string? RefusalOfJoin(ConsumerGroupHeartbeatRequest request) =>
        request.RebalanceTimeoutMs == -1 ? "RebalanceTimeoutMs must be provided in first request."
        : request.TopicPartitions is not { Count: 0 } ? "TopicPartitions must be empty when (re-)joining."
        : request.SubscribedTopicNames is null && request.SubscribedTopicRegex is null
        ? "Either SubscribedTopicNames or SubscribedTopicRegex must be non-null when (re-)joining."
        : null;
}
