using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Broker.Log;

/// <summary>Goes over the records of a batch without taking them apart: whether as many are there as the header says, and their newest time.</summary>
internal static class RecordWalk
{
    /// <summary>Largest size, in bytes, that compressed records are followed to; Kafka refuses far less by way of <c>max.message.bytes</c>.</summary>
    private const int LargestPayload = 128 << 20;

    /// <summary>
    /// INVALID_RECORD when the bytes are not exactly that many records; UNKNOWN_SERVER_ERROR, as from Kafka, when they cannot be decompressed.
    /// </summary>
    public static ErrorCode Check(RecordBatch batch)
    {
        try
        {
            return TryRun(batch, RecordsOf(batch).Span, out _) ? ErrorCode.None : ErrorCode.InvalidRecord;
        }
        catch (KafkaProtocolException)
        {
            return ErrorCode.UnknownServerError;
        }
    }

    /// <summary>The newest time of the records, which <see cref="Check"/> has found good.</summary>
    public static long NewestOf(RecordBatch batch) => TryRun(batch, RecordsOf(batch).Span, out var newest) ? newest : batch.MaxTimestamp;

    private static ReadOnlyMemory<byte> RecordsOf(RecordBatch batch) =>
        batch.Compression == CompressionCodec.None ? batch.Payload : RecordCompression.Decompress(batch.Compression, batch.Payload, LargestPayload);

    private static bool TryRun(RecordBatch batch, ReadOnlySpan<byte> rest, out long newest)
    {
        newest = -1;
        for (var left = batch.Count; left > 0; left--)
        {
            if (!TryReadVarint(ref rest, out var size) || size < 1 || size > rest.Length)
            {
                return false;
            }

            var record = rest[1..(int)size];
            if (!TryReadVarint(ref record, out var delta))
            {
                return false;
            }

            newest = Math.Max(newest, batch.BaseTimestamp + delta);
            rest = rest[(int)size..];
        }

        return rest.IsEmpty;
    }

    private static bool TryReadVarint(ref ReadOnlySpan<byte> bytes, out long value)
    {
        var raw = 0UL;
        for (var (i, shift) = (0, 0); i < bytes.Length && shift < 64; i++, shift += 7)
        {
            raw |= (ulong)(bytes[i] & 0x7f) << shift;
            if (bytes[i] < 0x80)
            {
                value = (long)(raw >> 1) ^ -(long)(raw & 1);
                bytes = bytes[(i + 1)..];
                return true;
            }
        }

        value = 0;
        return false;
    }
}
