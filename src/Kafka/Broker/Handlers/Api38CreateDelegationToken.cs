using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// CreateDelegationToken, versions 1-3. Always DELEGATION_TOKEN_REQUEST_NOT_ALLOWED, as with a client that has not authenticated by SSL or SASL.
/// Not implemented: delegation tokens.
/// </summary>
internal sealed class Api38CreateDelegationToken()
    : ImmediateHandler<CreateDelegationTokenRequest, CreateDelegationTokenResponse>(ApiKey.CreateDelegationToken, 1, 3)
{
    private const string PrincipalType = "User";
    private const short FirstVersionWithRequester = 3;

    protected override CreateDelegationTokenResponse Handle(RequestContext context, CreateDelegationTokenRequest request)
    {
        var requester = context.Session.User ?? "ANONYMOUS";
        var hasOwner = !string.IsNullOrEmpty(request.OwnerPrincipalName);
        return new CreateDelegationTokenResponse
        {
            ErrorCode = (short)ErrorCode.DelegationTokenRequestNotAllowed,
            PrincipalType = hasOwner ? request.OwnerPrincipalType! : PrincipalType,
            PrincipalName = hasOwner ? request.OwnerPrincipalName! : requester,
            TokenRequesterPrincipalType = context.Version >= FirstVersionWithRequester ? PrincipalType : "",
            TokenRequesterPrincipalName = context.Version >= FirstVersionWithRequester ? requester : "",
            IssueTimestampMs = -1,
            ExpiryTimestampMs = -1,
            MaxTimestampMs = -1,
        };
    }
}
