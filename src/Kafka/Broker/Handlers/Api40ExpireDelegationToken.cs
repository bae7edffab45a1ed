using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// ExpireDelegationToken, versions 1-2. Always DELEGATION_TOKEN_REQUEST_NOT_ALLOWED, as with a client that has not authenticated by SSL or SASL.
/// Not implemented: delegation tokens.
/// </summary>
internal sealed class Api40ExpireDelegationToken()
    : ImmediateHandler<ExpireDelegationTokenRequest, ExpireDelegationTokenResponse>(ApiKey.ExpireDelegationToken, 1, 2)
{
    protected override ExpireDelegationTokenResponse Handle(RequestContext context, ExpireDelegationTokenRequest request) =>
        new() { ErrorCode = (short)ErrorCode.DelegationTokenRequestNotAllowed, ExpiryTimestampMs = -1 };
}
