using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Log;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// ListOffsets, versions 1-11. Latest (last stable under READ_COMMITTED), earliest, the record of the largest timestamp (KIP-734), and the first one
/// of a time, exactly, inside compressed batches too. Not implemented: tiered storage; earliest local is earliest, last tiered is none.
/// </summary>
internal sealed class Api02ListOffsets() : ImmediateHandler<ListOffsetsRequest, ListOffsetsResponse>(ApiKey.ListOffsets, 1, 11)
{
    private const long Latest = -1;
    private const long Earliest = -2;
    private const long MaxTimestamp = -3;
    private const long EarliestLocal = -4;
    private const long LatestTiered = -5;
    private const long EarliestPendingUpload = -6;

    protected override ListOffsetsResponse Handle(RequestContext context, ListOffsetsRequest request)
    {
        var twice = request.Topics.SelectMany(t => t.Partitions.Select(p => (t.Name, p.PartitionIndex)))
            .GroupBy(p => p).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        return new ListOffsetsResponse
        {
            Topics = [.. request.Topics.Select(t => new ListOffsetsResponse.ListOffsetsTopicResponse
            {
                Name = t.Name,
                Partitions = [.. t.Partitions.DistinctBy(p => p.PartitionIndex).OrderBy(p => twice.Contains((t.Name, p.PartitionIndex))).Select(p => twice.Contains((t.Name, p.PartitionIndex))
                    ? Failed(p.PartitionIndex, ErrorCode.InvalidRequest)
                    : request.IsolationLevel is not (0 or 1) ? Failed(p.PartitionIndex, ErrorCode.UnknownServerError)
                    : Answer(context, t.Name, p, request.IsolationLevel == 1))],
            })],
        };
    }

    private static ListOffsetsResponse.ListOffsetsPartitionResponse Answer(
        RequestContext context, string topic, ListOffsetsRequest.ListOffsetsPartition wanted, bool isCommitted)
    {
        if (!IsKnown(wanted.Timestamp, context.Version))
        {
            return Failed(wanted.PartitionIndex, ErrorCode.UnsupportedVersion);
        }

        var partition = context.Cluster.Topics.Find(topic, wanted.PartitionIndex);
        if (Leadership.Refusal(partition, context.Broker, wanted.CurrentLeaderEpoch) is var error and not ErrorCode.None)
        {
            return Failed(wanted.PartitionIndex, error);
        }

        var end = isCommitted ? partition!.LastStableOffset : partition!.HighWatermark;
        var (timestamp, offset, epoch) = Find(partition, wanted.Timestamp, end);
        return new ListOffsetsResponse.ListOffsetsPartitionResponse
        {
            PartitionIndex = wanted.PartitionIndex, Timestamp = timestamp, Offset = offset, LeaderEpoch = context.Version >= 4 ? epoch : -1,
        };
    }

    private static (long Timestamp, long Offset, int Epoch) Find(Partition partition, long wanted, long end)
    {
        switch (wanted)
        {
            case Latest:
                return (-1, end, partition.LeaderEpoch);
            case Earliest or EarliestLocal:
                return (-1, partition.Log.StartOffset, partition.Epochs.Count == 0 ? partition.LeaderEpoch : partition.EpochOf(partition.Log.StartOffset));
            case LatestTiered or EarliestPendingUpload:
                return (-1, -1, -1);
            default:
                var found = wanted == MaxTimestamp ? TimestampSearch.Largest(partition.Log) : TimestampSearch.FirstFrom(partition.Log, wanted);
                return found is { } hit && hit.Offset < end ? (hit.Timestamp, hit.Offset, partition.EpochOf(hit.Offset)) : (-1, -1, -1);
        }
    }

    private static bool IsKnown(long timestamp, short version) => timestamp switch
    {
        MaxTimestamp => version >= 7,
        EarliestLocal => version >= 8,
        LatestTiered => version >= 9,
        EarliestPendingUpload => version >= 11,
        < EarliestPendingUpload => false,
        _ => true,
    };

    private static ListOffsetsResponse.ListOffsetsPartitionResponse Failed(int index, ErrorCode error) =>
        new() { PartitionIndex = index, ErrorCode = (short)error };
}
