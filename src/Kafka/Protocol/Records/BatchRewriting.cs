using System.Buffers.Binary;

namespace Ms2Lab.Kafka.Protocol.Records;

/// <summary>Batches as compaction leaves them: fewer records at their old offsets, producer and sequences unchanged.</summary>
public static class BatchRewriting
{
    private const short DeleteHorizonFlag = 0x40;

    /// <summary>The batch with these of its records, none of them perhaps.</summary>
    /// <param name="batch">The batch that they are of.</param>
    /// <param name="records">Ascending by offset.</param>
    /// <param name="deleteHorizon">Milliseconds since 1970 from which on tombstones and markers may go (KIP-534); null leaves what the batch has.</param>
    public static byte[] Keep(RecordBatch batch, IReadOnlyList<Record> records, long? deleteHorizon)
    {
        ArgumentNullException.ThrowIfNull(records);
        var horizon = deleteHorizon ?? batch.DeleteHorizon;
        using var builder = new RecordBatchBuilder(records.Count == 0 ? CompressionCodec.None : batch.Compression)
        {
            BaseOffset = batch.BaseOffset,
            PartitionLeaderEpoch = batch.PartitionLeaderEpoch,
            ProducerId = batch.ProducerId,
            ProducerEpoch = batch.ProducerEpoch,
            BaseSequence = batch.BaseSequence,
            IsTransactional = batch.IsTransactional,
            IsControl = batch.IsControl,
            BaseTimestamp = horizon,
        };
        foreach (var record in records)
        {
            builder.AppendAt((int)(record.Offset - batch.BaseOffset), record.Timestamp, record.Key, record.Value, record.Headers);
        }

        var kept = builder.Build(batch.LastOffsetDelta);
        if (records.Count == 0)
        {
            batch.Memory.Span[27..43].CopyTo(kept.AsSpan(27));
        }

        var attributes = BinaryPrimitives.ReadUInt16BigEndian(kept.AsSpan(21)) | ((int)batch.TimestampType << 3) | (horizon is null ? 0 : DeleteHorizonFlag);
        BinaryPrimitives.WriteInt16BigEndian(kept.AsSpan(21), (short)attributes);
        RecordBatch.WriteCrc(kept);
        return kept;
    }
}
