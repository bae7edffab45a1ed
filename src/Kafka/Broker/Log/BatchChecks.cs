using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Broker.Log;

/// <summary>What can be said of produced bytes without knowing their partition; done outside the cluster's lock, checksum included.</summary>
internal static class BatchChecks
{
    /// <summary>Bytes behind the length of the smallest record of the oldest format.</summary>
    private const int SmallestRecord = 14;
    private const int MagicAt = 16;

    /// <summary>Whether the bytes are exactly one batch of magic 2; Kafka refuses others before it looks for the partition, some with a text.</summary>
    public static (ErrorCode Error, string? Message) CheckShape(ReadOnlyMemory<byte> bytes, short version)
    {
        if (bytes.Length < RecordBatch.LengthPrefix)
        {
            return (ErrorCode.InvalidRecord, null);
        }

        var batch = new RecordBatch(bytes);
        if (batch.BatchLength < SmallestRecord)
        {
            return (ErrorCode.CorruptMessage, $"Record size {batch.BatchLength} is less than the minimum record overhead ({SmallestRecord})");
        }

        if (bytes.Length <= MagicAt)
        {
            return (ErrorCode.InvalidRecord, null);
        }

        var magic = (sbyte)bytes.Span[MagicAt];
        if (magic is < 0 or > RecordBatch.CurrentMagic)
        {
            return (ErrorCode.CorruptMessage, $"Invalid magic found in record: {magic}");
        }

        var rest = bytes;
        if (magic != RecordBatch.CurrentMagic || batch.BatchLength > bytes.Length - RecordBatch.LengthPrefix)
        {
            return (ErrorCode.InvalidRecord, null);
        }

        if (batch.BatchLength < RecordBatch.HeaderSize - RecordBatch.LengthPrefix)
        {
            return (ErrorCode.CorruptMessage, null);
        }

        return !RecordBatch.TryRead(ref rest, out batch) || !rest.IsEmpty ? (ErrorCode.InvalidRecord, null)
            : batch.Compression == CompressionCodec.Zstd && version < 7 ? (ErrorCode.UnsupportedCompressionType, null)
            : (ErrorCode.None, null);
    }

    /// <summary>Whether header, checksum and records are what a client may send, and the newest time of the records.</summary>
    public static ErrorCode CheckContent(RecordBatch batch, out long newest)
    {
        newest = -1;
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
        return hasBadCounts || batch.IsControl || hasBadSequence ? ErrorCode.InvalidRecord : RecordWalk.Check(batch, out newest);
    }
}
