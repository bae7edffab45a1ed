using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>LeaveGroup, versions 0-5. One member, or several from version 3 on, static ones by their instance id alone. Not implemented: nothing known.</summary>
internal sealed class Api13LeaveGroup() : ImmediateHandler<LeaveGroupRequest, LeaveGroupResponse>(ApiKey.LeaveGroup, 0, 5)
{
    protected override LeaveGroupResponse Handle(RequestContext context, LeaveGroupRequest request)
    {
        var elsewhere = context.Cluster.Groups.Refusal(request.GroupId, context.Broker);
        var error = request.GroupId.Length == 0 ? ErrorCode.InvalidGroupId : elsewhere;
        if (error != ErrorCode.None)
        {
            return new LeaveGroupResponse { ErrorCode = (short)error };
        }

        var group = context.Cluster.Groups.Find(request.GroupId);
        var consumers = context.Cluster.Groups.FindConsumer(request.GroupId);
        ErrorCode Leave(string member, string? instance) => group?.Leave(member, instance) ?? consumers?.Leave(member, instance) ?? ErrorCode.UnknownMemberId;
        return context.Version < 3
            ? new LeaveGroupResponse { ErrorCode = (short)Leave(request.MemberId, null) }
            : new LeaveGroupResponse
            {
                Members = [.. request.Members.Select(m => new LeaveGroupResponse.MemberResponse
                {
                    MemberId = m.MemberId, GroupInstanceId = m.GroupInstanceId, ErrorCode = (short)Leave(m.MemberId, m.GroupInstanceId),
                })],
            };
    }
}
