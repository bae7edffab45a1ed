using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// InitProducerId, versions 0-5. A new producer id without a transactional id; with one its producer id and the next epoch, an open
/// transaction aborted before the answer. Not implemented: two-phase commit (KIP-939, version 6, unstable).
/// </summary>
internal sealed class Api22InitProducerId() : ImmediateHandler<InitProducerIdRequest, InitProducerIdResponse>(ApiKey.InitProducerId, 0, 5)
{
    private const short NoProducer = -1;
    private const short FirstVersionWithFenced = 4;

    protected override InitProducerIdResponse Handle(RequestContext context, InitProducerIdRequest request)
    {
        if (request.TransactionalId is not { } id)
        {
            return new InitProducerIdResponse { ProducerId = context.Cluster.NextProducerId++, ProducerEpoch = 0 };
        }

        var transactions = context.Cluster.Transactions;
        var elsewhere = transactions.Refusal(id, context.Broker);
        var refusal = id.Length == 0 || (request.ProducerId == NoProducer) != (request.ProducerEpoch == NoProducer) || request.ProducerId < NoProducer || request.ProducerEpoch < NoProducer ? ErrorCode.InvalidRequest
            : elsewhere != ErrorCode.None ? elsewhere
            : request.TransactionTimeoutMs <= 0 || request.TransactionTimeoutMs > context.Cluster.Settings.Number("transaction.max.timeout.ms") ? ErrorCode.InvalidTransactionTimeout
            : ErrorCode.None;
        if (refusal != ErrorCode.None)
        {
            return Failed(refusal);
        }

        return transactions.Start(request, out var transaction) is var error and not ErrorCode.None
            ? Failed(TransactionErrors.For(error, context.Version >= FirstVersionWithFenced))
            : new InitProducerIdResponse { ProducerId = transaction!.ProducerId, ProducerEpoch = transaction.Epoch };
    }

    private static InitProducerIdResponse Failed(ErrorCode error) => new() { ErrorCode = (short)error, ProducerEpoch = -1 };
}
