using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// DescribeDelegationToken, versions 1-3. Always DELEGATION_TOKEN_REQUEST_NOT_ALLOWED, as with a client that has not authenticated by SSL or SASL.
/// Not implemented: delegation tokens.
/// </summary>
internal sealed class Api41DescribeDelegationToken()
    : ImmediateHandler<DescribeDelegationTokenRequest, DescribeDelegationTokenResponse>(ApiKey.DescribeDelegationToken, 1, 3)
{
    protected override DescribeDelegationTokenResponse Handle(RequestContext context, DescribeDelegationTokenRequest request) =>
        new() { ErrorCode = (short)ErrorCode.DelegationTokenRequestNotAllowed };
}
