using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// DescribeTransactions, version 0. State, producer and partitions of transactional ids; the offsets of a group are the partition of
/// <c>__consumer_offsets</c> that the group belongs to. Not implemented: nothing known.
/// </summary>
internal sealed class Api65DescribeTransactions() : ImmediateHandler<DescribeTransactionsRequest, DescribeTransactionsResponse>(ApiKey.DescribeTransactions, 0, 0)
{
    protected override DescribeTransactionsResponse Handle(RequestContext context, DescribeTransactionsRequest request) =>
        new() { TransactionStates = request.TransactionalIds.ConvertAll(id => Describe(context, id)) };

    private static DescribeTransactionsResponse.TransactionStateData Describe(RequestContext context, string id)
    {
        var elsewhere = context.Cluster.Transactions.Refusal(id, context.Broker);
        if (id.Length == 0 || elsewhere != ErrorCode.None || context.Cluster.Transactions.Find(id) is not { } transaction)
        {
            var error = id.Length == 0 ? ErrorCode.InvalidRequest : elsewhere != ErrorCode.None ? elsewhere : ErrorCode.TransactionalIdNotFound;
            return new() { TransactionalId = id, ErrorCode = (short)error };
        }

        return new()
        {
            TransactionalId = id,
            TransactionState = transaction.State.ToString(),
            TransactionTimeoutMs = transaction.TimeoutMs,
            TransactionStartTimeMs = transaction.StartedAt,
            ProducerId = transaction.ProducerId,
            ProducerEpoch = transaction.Epoch,
            Topics = [.. transaction.Partitions.Select(p => (p.Topic.Name, p.Index)).Concat(transaction.Groups.Select(g => (Name: Topic.Offsets, Index: PartitionOf(context, g))))
                .Distinct().GroupBy(p => p.Name).Select(t => new DescribeTransactionsResponse.TopicData { Topic = t.Key, Partitions = [.. t.Select(p => p.Index).Order()] })],
        };
    }

    /// <summary>A group belongs to a partition by the hash of its id, as Java computes it.</summary>
    private static int PartitionOf(RequestContext context, string group)
    {
        var hash = 0;
        foreach (var c in group)
        {
            hash = unchecked((hash * 31) + c);
        }

        return (hash == int.MinValue ? 0 : Math.Abs(hash)) % context.Cluster.Settings.Number("offsets.topic.num.partitions");
    }
}
