using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// ListPartitionReassignments, version 0. None is ever under way, since replicas are names only and move at once.
/// Not implemented: nothing known.
/// </summary>
internal sealed class Api46ListPartitionReassignments()
    : ImmediateHandler<ListPartitionReassignmentsRequest, ListPartitionReassignmentsResponse>(ApiKey.ListPartitionReassignments, 0, 0)
{
    protected override ListPartitionReassignmentsResponse Handle(RequestContext context, ListPartitionReassignmentsRequest request) => new() { ErrorMessage = null };
}
