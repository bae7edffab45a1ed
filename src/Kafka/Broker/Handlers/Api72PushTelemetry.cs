using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Broker.Telemetry;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// PushTelemetry, version 0. Takes what the subscription asked for, which is nothing, as often as it may come. Not listed in ApiVersions. Not implemented: metrics (KIP-714).
/// </summary>
internal sealed class Api72PushTelemetry() : ImmediateHandler<PushTelemetryRequest, PushTelemetryResponse>(ApiKey.PushTelemetry, 0, 0)
{
    private const sbyte MostCompression = 4;

    public override bool IsListed => false;

    protected override PushTelemetryResponse Handle(RequestContext context, PushTelemetryRequest request)
    {
        if (request.ClientInstanceId == Guid.Empty)
        {
            return new() { ErrorCode = (short)ErrorCode.InvalidRequest };
        }

        var instance = context.Cluster.ClientInstances.GetOrAdd(request.ClientInstanceId);
        instance.LastError = Check(instance, request, context.Cluster.Now);
        return new() { ErrorCode = (short)instance.LastError };
    }

    private static ErrorCode Check(ClientInstance instance, PushTelemetryRequest request, long now)
    {
        if (instance.IsTerminating)
        {
            return ErrorCode.InvalidRequest;
        }

        if (!instance.TryPush(now) && !request.Terminating)
        {
            return ErrorCode.ThrottlingQuotaExceeded;
        }

        instance.IsTerminating = request.Terminating;
        return request.SubscriptionId != Api71GetTelemetrySubscriptions.SubscriptionOf(request.ClientInstanceId) ? ErrorCode.UnknownSubscriptionId
            : request.CompressionType is < 0 or > MostCompression ? ErrorCode.UnsupportedCompressionType
            : request.Metrics.Length > Api71GetTelemetrySubscriptions.MostBytes ? ErrorCode.TelemetryTooLarge
            : ErrorCode.None;
    }
}
