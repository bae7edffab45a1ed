using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// Whether a batch of a transaction may be written (KIP-890): its partition must belong to the open transaction. From Produce 12 on
/// (transactions version 2) writing takes it in.
/// </summary>
internal static class TransactionalWrites
{
    private const short FirstVersionWithAbortable = 11;
    private const short FirstVersionThatAdds = 12;

    public static RecordRejection? Refusal(RequestContext context, ProduceRequest request, Partition partition, RecordBatch batch)
    {
        // Kafka looks at transactions only where there is a producer id.
        if (!batch.IsTransactional || batch.ProducerId < 0)
        {
            return null;
        }

        if (request.TransactionalId is not { } id)
        {
            return new RecordRejection(ErrorCode.TransactionalIdAuthorizationFailed);
        }

        if (partition.Producers.Find(batch.ProducerId) is { TransactionStart: >= 0 } known && known.Epoch == batch.ProducerEpoch)
        {
            return null; // What is under way on the partition was verified when it began.
        }

        var transactions = context.Cluster.Transactions;
        if (transactions.Check(id, batch.ProducerId, batch.ProducerEpoch) is var error and not ErrorCode.None)
        {
            return new RecordRejection(TransactionErrors.For(error, knowsFenced: false));
        }

        partition.Producers.Verify(batch, context.Version >= FirstVersionThatAdds);
        if (transactions.Find(id)!.Partitions.Contains(partition))
        {
            return null;
        }

        if (context.Version >= FirstVersionThatAdds)
        {
            transactions.Add(id, [partition]);
            return null;
        }

        return context.Version >= FirstVersionWithAbortable
            ? new RecordRejection(ErrorCode.TransactionAbortable)
            : new RecordRejection(ErrorCode.InvalidTxnState) { Message = "Partition was not added to the transaction" };
    }
}
