using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// InitProducerId, versions 0-5. Ids for idempotent producers. Not implemented: transactional ids, answered
/// TRANSACTIONAL_ID_AUTHORIZATION_FAILED, which clients treat as final.
/// </summary>
internal sealed class Api22InitProducerId() : ImmediateHandler<InitProducerIdRequest, InitProducerIdResponse>(ApiKey.InitProducerId, 0, 5)
{
    protected override InitProducerIdResponse Handle(RequestContext context, InitProducerIdRequest request) => request.TransactionalId switch
    {
        null => new InitProducerIdResponse { ProducerId = context.Cluster.NextProducerId++, ProducerEpoch = 0 },
        "" => new InitProducerIdResponse { ErrorCode = (short)ErrorCode.InvalidRequest, ProducerEpoch = -1 },
        _ => new InitProducerIdResponse { ErrorCode = (short)ErrorCode.TransactionalIdAuthorizationFailed, ProducerEpoch = -1 },
    };
}
