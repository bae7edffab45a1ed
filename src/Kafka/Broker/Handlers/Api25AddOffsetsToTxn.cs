using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>AddOffsetsToTxn, versions 0-4. Takes a group into the transaction. Not implemented: nothing known.</summary>
internal sealed class Api25AddOffsetsToTxn() : ImmediateHandler<AddOffsetsToTxnRequest, AddOffsetsToTxnResponse>(ApiKey.AddOffsetsToTxn, 0, 4)
{
    private const short FirstVersionWithFenced = 2;

    protected override AddOffsetsToTxnResponse Handle(RequestContext context, AddOffsetsToTxnRequest request)
    {
        var transactions = context.Cluster.Transactions;
        var elsewhere = transactions.Refusal(request.TransactionalId, context.Broker);
        var error = elsewhere != ErrorCode.None ? elsewhere : transactions.Check(request.TransactionalId, request.ProducerId, request.ProducerEpoch);
        if (error == ErrorCode.None)
        {
            transactions.Add(request.TransactionalId, request.GroupId);
        }

        return new AddOffsetsToTxnResponse { ErrorCode = (short)TransactionErrors.For(error, context.Version >= FirstVersionWithFenced) };
    }
}
