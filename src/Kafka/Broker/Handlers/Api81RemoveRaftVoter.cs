using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// RemoveRaftVoter, version 0. Always refused, as by a cluster whose kraft.version is 0. Not implemented: a quorum of controllers.
/// </summary>
internal sealed class Api81RemoveRaftVoter() : ImmediateHandler<RemoveRaftVoterRequest, RemoveRaftVoterResponse>(ApiKey.RemoveRaftVoter, 0, 0)
{
    protected override RemoveRaftVoterResponse Handle(RequestContext context, RemoveRaftVoterRequest request)
    {
        var (error, message) = request.ClusterId is { } id && id != context.Cluster.ClusterId
            ? (ErrorCode.InconsistentClusterId, $"The given id \"{id}\" doesn't match the cluster id \"{context.Cluster.ClusterId}\"")
            : request.VoterDirectoryId == Guid.Empty
            ? (ErrorCode.InvalidRequest, "Remove voter request didn't include a valid voter")
            : (ErrorCode.UnsupportedVersion, "Cluster doesn't support removing voter because the kraft.version feature is 0");
        return new RemoveRaftVoterResponse { ErrorCode = (short)error, ErrorMessage = message };
    }
}
