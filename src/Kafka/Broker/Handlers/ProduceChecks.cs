using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>What a partition's settings and the cluster's memory allow to be appended. Under the cluster's lock.</summary>
internal static class ProduceChecks
{
    public static RecordRejection? Refusal(ClusterState cluster, Partition partition, Memory<byte> bytes, short acks)
    {
        var settings = partition.Topic.Settings;
        if (bytes.Length > settings.MaxMessageBytes)
        {
            return new RecordRejection(ErrorCode.MessageTooLarge);
        }

        if (acks == -1 && partition.Isr.Count < settings.MinInsyncReplicas)
        {
            return new RecordRejection(ErrorCode.NotEnoughReplicas);
        }

        if (TimestampLimits.Refusal(settings, new RecordBatch(bytes), cluster.Now) is { } badTime)
        {
            return badTime;
        }

        if (settings.IsCompacted && KeylessRecords(partition, new RecordBatch(bytes)) is { Records.Count: > 0 } rejection)
        {
            return rejection;
        }

        if (bytes.Length > settings.SegmentBytes)
        {
            return new RecordRejection(ErrorCode.RecordListTooLarge);
        }

        return MakeRoom(cluster, bytes.Length) ? null : new RecordRejection(ErrorCode.KafkaStorageError);
    }

    private static RecordRejection KeylessRecords(Partition partition, RecordBatch batch)
    {
        var text = $"Compacted topic cannot accept message without key in topic partition {partition.Topic.Name}-{partition.Index}";
        var errors = batch.ToList().Index().Where(r => r.Item.Key is null)
            .Select(r => new ProduceResponse.BatchIndexAndErrorMessage { BatchIndex = r.Index, BatchIndexErrorMessage = text }).ToList();
        var shown = string.Join(", ", errors.Take(3).Select(e => $"RecordError(batchIndex={e.BatchIndex}, message='{text}')"));
        return new RecordRejection(ErrorCode.InvalidRecord)
        {
            Records = errors,
            Message = $"One or more records have been rejected due to {errors.Count} record errors in total, and only showing the first three errors at most: [{shown}]",
        };
    }

    private static bool MakeRoom(ClusterState cluster, int bytes)
    {
        while (!cluster.Budget.HasRoomFor(bytes))
        {
            var largest = cluster.Options.MemoryPolicy == MemoryPolicy.DropOldest
                ? cluster.Topics.All.SelectMany(t => t.Partitions).Where(p => p.Log.Segments.Count > 0).MaxBy(p => p.Log.Size)
                : null;
            if (largest is null)
            {
                return false;
            }

            // More than is needed now: the next batches shall not have to look again.
            largest.Log.DropOldest(Math.Max(bytes, largest.Log.Size / 8));
            largest.DeleteBefore(largest.Log.StartOffset);
        }

        return true;
    }
}
