using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Broker.Log;

/// <summary>What can be said of produced bytes without knowing their partition; done outside the cluster's lock, checksum included.</summary>
internal static class BatchChecks
{
    /// <summary>Whether the bytes are exactly one batch of magic 2; Kafka refuses others before it looks for the partition.</summary>
    public static ErrorCode CheckShape(ReadOnlyMemory<byte> bytes, short version)
    {
        var rest = bytes;
        if (bytes.Length <= 16 || bytes.Span[16] != 2 || !TryRead(ref rest, out var batch) || !rest.IsEmpty)
        {
            return bytes.Length > 16 && bytes.Span[16] == 2 && IsTooShort(bytes) ? ErrorCode.CorruptMessage : ErrorCode.InvalidRecord;
        }

        return batch.Compression == CompressionCodec.Zstd && version < 7 ? ErrorCode.UnsupportedCompressionType : ErrorCode.None;
    }

    /// <summary>Whether header and checksum are what a client may send.</summary>
    public static ErrorCode CheckContent(RecordBatch batch)
    {
        if (!batch.IsCrcValid())
        {
            return ErrorCode.CorruptMessage;
        }

        if ((int)batch.Compression > (int)CompressionCodec.Zstd)
        {
            return ErrorCode.UnknownServerError;
        }

        var hasBadCounts = batch.BaseOffset != 0 || batch.Count <= 0 || batch.LastOffsetDelta + 1 != batch.Count;
        var hasBadSequence = batch.ProducerId >= 0 && batch.BaseSequence < 0;
        return hasBadCounts || batch.IsControl || hasBadSequence ? ErrorCode.InvalidRecord : RecordWalk.Check(batch);
    }

    /// <summary>Kafka's text for a batch that is said to be shorter than the smallest, else null.</summary>
    public static string? TextOf(ReadOnlyMemory<byte> bytes, ErrorCode shape) =>
        shape == ErrorCode.CorruptMessage ? $"Record size {new RecordBatch(bytes).BatchLength} is less than the minimum record overhead (14)" : null;

    private static bool TryRead(ref ReadOnlyMemory<byte> bytes, out RecordBatch batch)
    {
        batch = default;
        return !IsTooShort(bytes) && RecordBatch.TryRead(ref bytes, out batch);
    }

    private static bool IsTooShort(ReadOnlyMemory<byte> bytes) => new RecordBatch(bytes).BatchLength < RecordBatch.HeaderSize - RecordBatch.LengthPrefix;
}
