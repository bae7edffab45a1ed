using System.Text;
using Ms2Lab.Kafka.Broker.Groups;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// TxnOffsetCommit, versions 0-5. Offsets stay unseen until the transaction ends; version 5 takes the group into the transaction of itself.
/// Not refused while a group rebalances. Not implemented: nothing known.
/// </summary>
internal sealed class Api28TxnOffsetCommit() : ImmediateHandler<TxnOffsetCommitRequest, TxnOffsetCommitResponse>(ApiKey.TxnOffsetCommit, 0, 5)
{
    private const short FirstVersionWithAbortable = 4;
    private const short FirstVersionThatAdds = 5;

    protected override TxnOffsetCommitResponse Handle(RequestContext context, TxnOffsetCommitRequest request)
    {
        var refusal = request.GroupId.Length == 0 ? ErrorCode.InvalidGroupId : CheckTransaction(context, request);
        refusal = refusal != ErrorCode.None ? refusal : CheckGroup(context, request);
        return new TxnOffsetCommitResponse
        {
            Topics = request.Topics.ConvertAll(t => new TxnOffsetCommitResponse.TxnOffsetCommitResponseTopic
            {
                Name = t.Name,
                Partitions = t.Partitions.ConvertAll(p => new TxnOffsetCommitResponse.TxnOffsetCommitResponsePartition
                {
                    PartitionIndex = p.PartitionIndex, ErrorCode = (short)(refusal != ErrorCode.None ? refusal : Commit(context, request, t.Name, p)),
                }),
            }),
        };
    }

    private static ErrorCode Commit(
        RequestContext context, TxnOffsetCommitRequest request, string topic, TxnOffsetCommitRequest.TxnOffsetCommitRequestPartition offset)
    {
        if (context.Cluster.Topics.Find(topic, offset.PartitionIndex) is null)
        {
            return ErrorCode.UnknownTopicOrPartition;
        }

        var offsets = context.Cluster.Groups.GetOrCreateOffsets(request.GroupId);
        var metadata = offset.CommittedMetadata ?? "";
        if (Encoding.UTF8.GetByteCount(metadata) > context.Cluster.Settings.Number("offset.metadata.max.bytes"))
        {
            return ErrorCode.OffsetMetadataTooLarge;
        }

        offsets.CommitLater(
            request.ProducerId, topic, offset.PartitionIndex, new CommittedOffset(offset.CommittedOffset, offset.CommittedLeaderEpoch, metadata, context.Cluster.Now));
        return ErrorCode.None;
    }

    private static ErrorCode CheckGroup(RequestContext context, TxnOffsetCommitRequest request)
    {
        var groups = context.Cluster.Groups;
        if (groups.Refusal(request.GroupId, context.Broker) is var elsewhere and not ErrorCode.None)
        {
            return elsewhere;
        }

        var isMember = request.GenerationId >= 0 || request.MemberId.Length > 0 || request.GroupInstanceId is not null;
        if (groups.FindConsumer(request.GroupId) is { } consumers)
        {
            return isMember ? consumers.CheckFetch(request.MemberId, request.GenerationId) : ErrorCode.None;
        }

        if (groups.Find(request.GroupId) is not { } group)
        {
            return request.GenerationId < 0 ? ErrorCode.None
                : groups.OffsetsOf(request.GroupId) is not null ? ErrorCode.UnknownMemberId
                : ErrorCode.IllegalGeneration;
        }

        if (request.GenerationId < 0 && group.State == GroupState.Empty)
        {
            return ErrorCode.None;
        }

        return isMember ? group.Check(request.MemberId, request.GroupInstanceId, request.GenerationId) : ErrorCode.None;
    }

    private static ErrorCode CheckTransaction(RequestContext context, TxnOffsetCommitRequest request)
    {
        var transactions = context.Cluster.Transactions;
        if (transactions.All.Any(t => t.IsOngoing && (t.ProducerId, t.Epoch) == (request.ProducerId, request.ProducerEpoch) && t.Groups.Contains(request.GroupId))
            && context.Cluster.Groups.OffsetsOf(request.GroupId)?.HasPending(request.ProducerId) == true)
        {
            return ErrorCode.None; // What is under way in the group was verified when it began, and by then the producer alone counts.
        }

        if (transactions.Check(request.TransactionalId, request.ProducerId, request.ProducerEpoch) is var error and not ErrorCode.None)
        {
            return TransactionErrors.For(error, knowsFenced: false);
        }

        if (context.Version >= FirstVersionThatAdds)
        {
            transactions.Add(request.TransactionalId, request.GroupId);
        }

        return transactions.Find(request.TransactionalId)!.Groups.Contains(request.GroupId) ? ErrorCode.None
            : context.Version >= FirstVersionWithAbortable ? ErrorCode.TransactionAbortable
            : ErrorCode.InvalidTxnState;
    }
}
