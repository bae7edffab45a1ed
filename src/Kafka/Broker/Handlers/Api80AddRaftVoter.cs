using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// AddRaftVoter, versions 0-1. Always refused, as by a cluster whose kraft.version is 0. Not implemented: a quorum of controllers.
/// </summary>
internal sealed class Api80AddRaftVoter() : ImmediateHandler<AddRaftVoterRequest, AddRaftVoterResponse>(ApiKey.AddRaftVoter, 0, 1)
{
    protected override AddRaftVoterResponse Handle(RequestContext context, AddRaftVoterRequest request)
    {
        var (error, message) = request.ClusterId is { } id && id != context.Cluster.ClusterId
            ? (ErrorCode.InconsistentClusterId, $"The given id \"{id}\" doesn't match the cluster id \"{context.Cluster.ClusterId}\"")
            : request.Listeners.Exists(l => l.Name == QuorumListener.Name)
            ? (ErrorCode.UnsupportedVersion, "Cluster doesn't support adding voter because the kraft.version feature is 0")
            : (ErrorCode.InvalidRequest, $"Add voter request didn't include the endpoint ({Endpoints(request)}) for the default listener ListenerName({QuorumListener.Name})");
        return new AddRaftVoterResponse { ErrorCode = (short)error, ErrorMessage = message };
    }

    private static string Endpoints(AddRaftVoterRequest request) =>
        $"Endpoints(endpoints={{{string.Join(", ", request.Listeners.Select(l => $"ListenerName({l.Name})={l.Host}/<unresolved>:{l.Port}"))}}})";
}
