using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// AddPartitionsToTxn, versions 0-5. One partition that is not there fails the others of its transaction with OPERATION_NOT_ATTEMPTED.
/// From version 4 on in batches, which may ask only whether partitions were added. Not implemented: nothing known.
/// </summary>
internal sealed class Api24AddPartitionsToTxn() : ImmediateHandler<AddPartitionsToTxnRequest, AddPartitionsToTxnResponse>(ApiKey.AddPartitionsToTxn, 0, 5)
{
    private const short FirstVersionWithFenced = 2;

    protected override AddPartitionsToTxnResponse Handle(RequestContext context, AddPartitionsToTxnRequest request)
    {
        if (context.Version >= 4)
        {
            return new AddPartitionsToTxnResponse
            {
                ResultsByTransaction = request.Transactions.ConvertAll(t => new AddPartitionsToTxnResponse.AddPartitionsToTxnResult
                {
                    TransactionalId = t.TransactionalId, TopicResults = Answer(context, t),
                }),
            };
        }

        return new AddPartitionsToTxnResponse
        {
            ResultsByTopicV3AndBelow = Answer(context, new()
            {
                TransactionalId = request.V3AndBelowTransactionalId,
                ProducerId = request.V3AndBelowProducerId,
                ProducerEpoch = request.V3AndBelowProducerEpoch,
                Topics = request.V3AndBelowTopics,
            }),
        };
    }

    private static List<AddPartitionsToTxnResponse.AddPartitionsToTxnTopicResult> Answer(
        RequestContext context, AddPartitionsToTxnRequest.AddPartitionsToTxnTransaction wanted)
    {
        var topics = context.Cluster.Topics;
        var partitions = wanted.Topics.SelectMany(t => t.Partitions.Select(p => topics.Find(t.Name, p))).ToList();
        var error = partitions.Contains(null) ? ErrorCode.OperationNotAttempted : Add(context, wanted, partitions!);
        return wanted.Topics.ConvertAll(t => new AddPartitionsToTxnResponse.AddPartitionsToTxnTopicResult
        {
            Name = t.Name,
            ResultsByPartition = t.Partitions.ConvertAll(p => new AddPartitionsToTxnResponse.AddPartitionsToTxnPartitionResult
            {
                PartitionIndex = p,
                PartitionErrorCode = (short)(topics.Find(t.Name, p) is not { } partition ? ErrorCode.UnknownTopicOrPartition
                    : error == ErrorCode.None && wanted.VerifyOnly && !context.Cluster.Transactions.Find(wanted.TransactionalId)!.Partitions.Contains(partition) ? ErrorCode.TransactionAbortable
                    : error),
            }),
        });
    }

    private static ErrorCode Add(RequestContext context, AddPartitionsToTxnRequest.AddPartitionsToTxnTransaction wanted, List<Partition> partitions)
    {
        var transactions = context.Cluster.Transactions;
        var elsewhere = transactions.Refusal(wanted.TransactionalId, context.Broker);
        var error = elsewhere != ErrorCode.None ? elsewhere : transactions.Check(wanted.TransactionalId, wanted.ProducerId, wanted.ProducerEpoch);
        if (error != ErrorCode.None)
        {
            return TransactionErrors.For(error, context.Version >= FirstVersionWithFenced);
        }

        if (!wanted.VerifyOnly)
        {
            transactions.Add(wanted.TransactionalId, partitions);
        }

        return ErrorCode.None;
    }
}
