using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// DeleteRecords, versions 0-2. Moves the log start, inside a batch too; −1 is the high watermark. Segments are dropped when all of them
/// lies below it. Not implemented: nothing known.
/// </summary>
internal sealed class Api21DeleteRecords() : ImmediateHandler<DeleteRecordsRequest, DeleteRecordsResponse>(ApiKey.DeleteRecords, 0, 2)
{
    private const long HighWatermark = -1;

    protected override DeleteRecordsResponse Handle(RequestContext context, DeleteRecordsRequest request) => new()
    {
        Topics = [.. request.Topics.Where(t => t.Partitions.Count > 0).Select(t => new DeleteRecordsResponse.DeleteRecordsTopicResult
        {
            Name = t.Name,
            Partitions = [.. t.Partitions.DistinctBy(p => p.PartitionIndex).Select(p =>
            {
                var partition = context.Cluster.Topics.Find(t.Name, p.PartitionIndex);
                var error = Delete(context, partition, p.Offset);
                return new DeleteRecordsResponse.DeleteRecordsPartitionResult
                {
                    PartitionIndex = p.PartitionIndex,
                    ErrorCode = (short)error,
                    LowWatermark = error == ErrorCode.None ? partition!.Log.StartOffset : -1,
                };
            })],
        })],
    };

    private static ErrorCode Delete(RequestContext context, Partition? partition, long offset)
    {
        if (Leadership.Refusal(partition, context.Broker) is var refusal and not ErrorCode.None)
        {
            return refusal;
        }

        var before = offset == HighWatermark ? partition!.HighWatermark : offset;
        var error = partition!.Topic.IsInternal ? ErrorCode.InvalidTopicException
            : !partition.Topic.Settings.IsDeleted ? ErrorCode.PolicyViolation
            : before < 0 || before > partition.HighWatermark ? ErrorCode.OffsetOutOfRange
            : ErrorCode.None;
        if (error == ErrorCode.None)
        {
            partition.DeleteBefore(before);
        }

        return error;
    }
}
