using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// PushTelemetry, version 0. Takes what the subscription asked for, which is nothing. Not listed in ApiVersions. Not implemented: metrics (KIP-714).
/// </summary>
internal sealed class Api72PushTelemetry() : ImmediateHandler<PushTelemetryRequest, PushTelemetryResponse>(ApiKey.PushTelemetry, 0, 0)
{
    public override bool IsListed => false;

    protected override PushTelemetryResponse Handle(RequestContext context, PushTelemetryRequest request) => new()
    {
        ErrorCode = (short)(request.ClientInstanceId == Guid.Empty ? ErrorCode.InvalidRequest : request.SubscriptionId == Api71GetTelemetrySubscriptions.SubscriptionOf(request.ClientInstanceId) ? ErrorCode.None : ErrorCode.UnknownSubscriptionId),
    };
}
