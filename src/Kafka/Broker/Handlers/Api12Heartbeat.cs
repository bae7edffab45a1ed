using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>Heartbeat, versions 0-4. Starts the session anew and tells of a rebalance. Not implemented: nothing known.</summary>
internal sealed class Api12Heartbeat() : ImmediateHandler<HeartbeatRequest, HeartbeatResponse>(ApiKey.Heartbeat, 0, 4)
{
    protected override HeartbeatResponse Handle(RequestContext context, HeartbeatRequest request)
    {
        var elsewhere = context.Cluster.Groups.Refusal(request.GroupId, context.Broker);
        var error = request.GroupId.Length == 0 ? ErrorCode.InvalidGroupId
            : elsewhere != ErrorCode.None ? elsewhere
            : context.Cluster.Groups.Find(request.GroupId)?.Heartbeat(request.MemberId, request.GroupInstanceId, request.GenerationId) ?? ErrorCode.UnknownMemberId;
        return new HeartbeatResponse { ErrorCode = (short)error };
    }
}
