using Ms2Lab.Kafka.Broker.Groups;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>SyncGroup, versions 0-5. Parks until the leader has sent the assignments. Not implemented: nothing known.</summary>
internal sealed class Api14SyncGroup() : ParkingHandler<SyncGroupRequest, SyncGroupResponse>(ApiKey.SyncGroup, 0, 5)
{
    private const short FirstVersionWithProtocol = 5;

    protected override Task<SyncGroupResponse> Handle(RequestContext context, SyncGroupRequest request)
    {
        if (request.GroupId.Length == 0)
        {
            return GroupAnswers.SyncFailed(ErrorCode.InvalidGroupId);
        }

        if (context.Cluster.Groups.Refusal(request.GroupId, context.Broker) is var elsewhere and not ErrorCode.None)
        {
            return GroupAnswers.SyncFailed(elsewhere);
        }

        if (context.Version >= FirstVersionWithProtocol && (request.ProtocolType is null || request.ProtocolName is null))
        {
            return GroupAnswers.SyncFailed(ErrorCode.InconsistentGroupProtocol);
        }

        return context.Cluster.Groups.Find(request.GroupId)?.Sync(request) ?? GroupAnswers.SyncFailed(ErrorCode.UnknownMemberId);
    }
}
