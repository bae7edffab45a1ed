using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// SaslAuthenticate, versions 0-2. One token of PLAIN; a wrong one is answered and then the connection closes, at once where Kafka waits 100 ms.
/// Not implemented: re-authentication (KIP-368), sessions live for ever.
/// </summary>
internal sealed class Api36SaslAuthenticate() : ImmediateHandler<SaslAuthenticateRequest, SaslAuthenticateResponse>(ApiKey.SaslAuthenticate, 0, 2)
{
    protected override SaslAuthenticateResponse Handle(RequestContext context, SaslAuthenticateRequest request)
    {
        var session = context.Session;
        if (session.SaslMechanism is null || session.User is not null)
        {
            return new SaslAuthenticateResponse
            {
                ErrorCode = (short)ErrorCode.IllegalSaslState,
                ErrorMessage = "SaslAuthenticate request received after successful authentication",
            };
        }

        if (SaslPlain.Authenticate(context.Cluster, session, request.AuthBytes.Span) is not { } refusal)
        {
            return new SaslAuthenticateResponse();
        }

        session.ClosesAfterAnswer = true;
        return new SaslAuthenticateResponse { ErrorCode = (short)ErrorCode.SaslAuthenticationFailed, ErrorMessage = refusal };
    }
}
