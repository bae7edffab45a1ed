using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// SaslHandshake, versions 0-1. PLAIN, on listeners that ask for it; on others, or once authenticated, ILLEGAL_SASL_STATE. After version 0 the
/// token comes without Kafka's headers. Not implemented: other mechanisms, answered UNSUPPORTED_SASL_MECHANISM.
/// </summary>
internal sealed class Api17SaslHandshake() : ImmediateHandler<SaslHandshakeRequest, SaslHandshakeResponse>(ApiKey.SaslHandshake, 0, 1)
{
    protected override SaslHandshakeResponse Handle(RequestContext context, SaslHandshakeRequest request)
    {
        var session = context.Session;
        if (!session.RequiresSasl || session.User is not null)
        {
            return new SaslHandshakeResponse { ErrorCode = (short)ErrorCode.IllegalSaslState };
        }

        if (request.Mechanism != SaslPlain.Mechanism)
        {
            session.ClosesAfterAnswer = true;
            return new SaslHandshakeResponse { ErrorCode = (short)ErrorCode.UnsupportedSaslMechanism, Mechanisms = [SaslPlain.Mechanism] };
        }

        session.SaslMechanism = request.Mechanism;
        session.ExpectsRawToken = context.Version == 0;
        return new SaslHandshakeResponse { Mechanisms = [SaslPlain.Mechanism] };
    }
}
