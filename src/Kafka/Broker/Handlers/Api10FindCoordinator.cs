using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// FindCoordinator, versions 0-6. Groups and transactional ids, several keys from version 4 on. The coordinator is there at once; Kafka's first
/// COORDINATOR_NOT_AVAILABLE, while it creates its internal topic, is skipped: the topic is there with the answer. Not implemented: share groups, answered INVALID_REQUEST.
/// </summary>
internal sealed class Api10FindCoordinator() : ImmediateHandler<FindCoordinatorRequest, FindCoordinatorResponse>(ApiKey.FindCoordinator, 0, 6)
{
    private const sbyte Transaction = 1;
    private const sbyte ShareGroup = 2;

    protected override FindCoordinatorResponse Handle(RequestContext context, FindCoordinatorRequest request)
    {
        if (context.Version >= 4)
        {
            return new FindCoordinatorResponse { Coordinators = [.. request.CoordinatorKeys.Select(k => Find(context, request.KeyType, k))] };
        }

        var found = Find(context, request.KeyType, request.Key);
        return new FindCoordinatorResponse
        {
            ErrorCode = found.ErrorCode, ErrorMessage = found.ErrorMessage, NodeId = found.NodeId, Host = found.Host, Port = found.Port,
        };
    }

    private static FindCoordinatorResponse.Coordinator Find(RequestContext context, sbyte type, string key)
    {
        var node = context.Cluster.CoordinatorOf(key);
        var error = type is < 0 or > Transaction ? ErrorCode.InvalidRequest : node is null ? ErrorCode.CoordinatorNotAvailable : ErrorCode.None;
        if (error == ErrorCode.None)
        {
            context.Cluster.Topics.AddInternal(type == Transaction ? Topic.Transactions : Topic.Offsets);
        }

        return new FindCoordinatorResponse.Coordinator
        {
            Key = key,
            ErrorCode = (short)error,
            ErrorMessage = error == ErrorCode.None ? (context.Version >= 4 ? "" : "NONE")
                : type == ShareGroup && context.Version >= 4 ? ""
                : ErrorCodes.Message(error),
            NodeId = error == ErrorCode.None ? node!.Id : -1,
            Host = error == ErrorCode.None ? context.HostOf(node!) : "",
            Port = error == ErrorCode.None ? context.PortOf(node!) : -1,
        };
    }
}
