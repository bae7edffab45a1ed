using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Broker.Telemetry;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// GetTelemetrySubscriptions, version 0. Asks for no metrics. Not listed in ApiVersions, as with a Kafka that has no receiver of metrics; so clients
/// do not ask; who asks too often is throttled. Not implemented: subscriptions of client metrics (KIP-714).
/// </summary>
internal sealed class Api71GetTelemetrySubscriptions()
    : ImmediateHandler<GetTelemetrySubscriptionsRequest, GetTelemetrySubscriptionsResponse>(ApiKey.GetTelemetrySubscriptions, 0, 0)
{
    /// <summary>Most bytes of metrics in one push.</summary>
    public const int MostBytes = 1 << 20;

    public override bool IsListed => false;

    protected override GetTelemetrySubscriptionsResponse Handle(RequestContext context, GetTelemetrySubscriptionsRequest request)
    {
        var instance = request.ClientInstanceId == Guid.Empty ? Guid.NewGuid() : request.ClientInstanceId;
        if (!context.Cluster.ClientInstances.GetOrAdd(instance).TryAsk(context.Cluster.Now))
        {
            return new GetTelemetrySubscriptionsResponse { ErrorCode = (short)ErrorCode.ThrottlingQuotaExceeded };
        }

        return new GetTelemetrySubscriptionsResponse
        {
            ClientInstanceId = instance,
            SubscriptionId = SubscriptionOf(instance),
            AcceptedCompressionTypes = [4, 3, 1, 2],
            PushIntervalMs = ClientInstance.PushIntervalMs,
            TelemetryMaxBytes = MostBytes,
            DeltaTemporality = true,
        };
    }

    /// <summary>The id of the set of metrics that a client is asked for; of no metrics it depends on the client alone.</summary>
    public static int SubscriptionOf(Guid instance) => instance.GetHashCode();
}
