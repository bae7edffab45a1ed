using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// EndTxn, versions 0-5. Markers are written and offsets applied before the answer; a repeated end answers as the first one. Version 5
/// (transactions version 2, KIP-890) raises the epoch and answers with it. Not implemented: nothing known.
/// </summary>
internal sealed class Api26EndTxn() : ImmediateHandler<EndTxnRequest, EndTxnResponse>(ApiKey.EndTxn, 0, 5)
{
    private const short FirstVersionWithFenced = 2;
    private const short FirstVersionWithBump = 5;

    protected override EndTxnResponse Handle(RequestContext context, EndTxnRequest request)
    {
        var transactions = context.Cluster.Transactions;
        var bumps = context.Version >= FirstVersionWithBump;
        var elsewhere = transactions.Refusal(request.TransactionalId, context.Broker);
        var error = elsewhere != ErrorCode.None ? elsewhere
            : transactions.End(request.TransactionalId, request.ProducerId, request.ProducerEpoch, request.Committed, bumps);
        if (error != ErrorCode.None)
        {
            return new EndTxnResponse { ErrorCode = (short)TransactionErrors.For(error, context.Version >= FirstVersionWithFenced) };
        }

        var transaction = transactions.Find(request.TransactionalId)!;
        return bumps ? new EndTxnResponse { ProducerId = transaction.ProducerId, ProducerEpoch = transaction.Epoch } : new EndTxnResponse();
    }
}
