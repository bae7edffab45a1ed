using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// UnregisterBroker, version 0. Only brokers that nobody knows are answered for; those of this cluster stay registered while they are down.
/// Not implemented: unregistering, answered UNSUPPORTED_VERSION.
/// </summary>
internal sealed class Api64UnregisterBroker() : ImmediateHandler<UnregisterBrokerRequest, UnregisterBrokerResponse>(ApiKey.UnregisterBroker, 0, 0)
{
    protected override UnregisterBrokerResponse Handle(RequestContext context, UnregisterBrokerRequest request) => context.Cluster.Node(request.BrokerId) is null
        ? new() { ErrorCode = (short)ErrorCode.BrokerIdNotRegistered, ErrorMessage = $"Broker ID {request.BrokerId} is not currently registered" }
        : new() { ErrorCode = (short)ErrorCode.UnsupportedVersion, ErrorMessage = "The brokers of an embedded cluster cannot be unregistered" };
}
