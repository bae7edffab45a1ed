using Ms2Lab.Kafka.Broker.Groups;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// JoinGroup, versions 0-9. Classic groups with static members (KIP-345) and required member ids (KIP-394); parks until the rebalance completes.
/// An id that nobody joins with is dropped with its connection. Not implemented: joining a group whose members speak the new protocol.
/// </summary>
internal sealed class Api11JoinGroup() : ParkingHandler<JoinGroupRequest, JoinGroupResponse>(ApiKey.JoinGroup, 0, 9)
{
    private const short FirstVersionWithRequiredId = 4;

    protected override async Task<JoinGroupResponse> Handle(RequestContext context, JoinGroupRequest request)
    {
        var response = await Answer(context, request).ConfigureAwait(false);
        response.ProtocolName ??= context.Version < 7 ? "" : null;
        return response;
    }

    private static Task<JoinGroupResponse> Answer(RequestContext context, JoinGroupRequest request)
    {
        var cluster = context.Cluster;
        if (request.GroupId.Length == 0)
        {
            return GroupAnswers.JoinFailed(ErrorCode.InvalidGroupId, request.MemberId);
        }

        if (cluster.Groups.Refusal(request.GroupId, context.Broker) is var elsewhere and not ErrorCode.None)
        {
            return GroupAnswers.JoinFailed(elsewhere, request.MemberId);
        }

        if (request.SessionTimeoutMs < cluster.Settings.Number("group.min.session.timeout.ms") || request.SessionTimeoutMs > cluster.Settings.Number("group.max.session.timeout.ms"))
        {
            return GroupAnswers.JoinFailed(ErrorCode.InvalidSessionTimeout, request.MemberId);
        }

        if (cluster.Groups.FindConsumer(request.GroupId) is { Members.Count: > 0 })
        {
            if (request is { ProtocolType: "consumer", MemberId: "", GroupInstanceId: null } && context.Version >= FirstVersionWithRequiredId)
            {
                return GroupAnswers.JoinFailed(ErrorCode.MemberIdRequired, $"{context.ClientId}-{Guid.NewGuid()}");
            }

            var isMalformed = request.ProtocolType == "consumer" && request.Protocols.Exists(p => p.Metadata.Length < 2);
            return GroupAnswers.JoinFailed(isMalformed ? ErrorCode.UnknownServerError : ErrorCode.InconsistentGroupProtocol, "");
        }

        if (request.MemberId.Length > 0 && cluster.Groups.Find(request.GroupId) is null)
        {
            return GroupAnswers.JoinFailed(ErrorCode.UnknownMemberId, request.MemberId);
        }

        return cluster.Groups.GetOrCreate(request.GroupId)!.Join(context, request);
    }
}
