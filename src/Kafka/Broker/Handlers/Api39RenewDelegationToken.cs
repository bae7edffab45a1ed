using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// RenewDelegationToken, versions 1-2. Always DELEGATION_TOKEN_REQUEST_NOT_ALLOWED, as with a client that has not authenticated by SSL or SASL.
/// Not implemented: delegation tokens.
/// </summary>
internal sealed class Api39RenewDelegationToken()
    : ImmediateHandler<RenewDelegationTokenRequest, RenewDelegationTokenResponse>(ApiKey.RenewDelegationToken, 1, 2)
{
    protected override RenewDelegationTokenResponse Handle(RequestContext context, RenewDelegationTokenRequest request) =>
        new() { ErrorCode = (short)ErrorCode.DelegationTokenRequestNotAllowed, ExpiryTimestampMs = -1 };
}
