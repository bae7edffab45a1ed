using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Broker.Log;

/// <summary>Goes over the records of a batch without copying them: whether as many whole ones are there as the header says, and their newest time.</summary>
internal static class RecordWalk
{
    /// <summary>Largest size, in bytes, that compressed records are followed to; Kafka refuses far less by way of <c>max.message.bytes</c>.</summary>
    private const int LargestPayload = 128 << 20;

    private const long NoTimestamp = -1;

    /// <summary>
    /// INVALID_RECORD when the bytes are not exactly that many records; UNKNOWN_SERVER_ERROR, as from Kafka, when they cannot be decompressed.
    /// </summary>
    public static ErrorCode Check(RecordBatch batch, out long newest)
    {
        newest = NoTimestamp;
        try
        {
            return TryRun(batch, RecordsOf(batch).Span, out newest) ? ErrorCode.None : ErrorCode.InvalidRecord;
        }
        catch (KafkaProtocolException)
        {
            return ErrorCode.UnknownServerError;
        }
    }

    private static ReadOnlyMemory<byte> RecordsOf(RecordBatch batch) =>
        batch.Compression == CompressionCodec.None ? batch.Payload : RecordCompression.Decompress(batch.Compression, batch.Payload, LargestPayload);

    private static bool TryRun(RecordBatch batch, ReadOnlySpan<byte> rest, out long newest)
    {
        newest = NoTimestamp;
        for (var left = batch.Count; left > 0; left--)
        {
            if (!TryReadVarint(ref rest, out var size) || size < 1 || size > rest.Length)
            {
                return false;
            }

            var record = rest[1..(int)size];
            if (!TryReadVarint(ref record, out var delta) || !TryReadVarint(ref record, out _) || !TrySkipBytes(ref record) || !TrySkipBytes(ref record) || !TrySkipHeaders(ref record) || !record.IsEmpty)
            {
                return false;
            }

            newest = Math.Max(newest, batch.BaseTimestamp + delta);
            rest = rest[(int)size..];
        }

        return rest.IsEmpty;
    }

    /// <summary>A key or a value: its length, −1 for null, and its bytes.</summary>
    private static bool TrySkipBytes(ref ReadOnlySpan<byte> bytes)
    {
        if (!TryReadVarint(ref bytes, out var length) || length > bytes.Length)
        {
            return false;
        }

        bytes = bytes[(int)Math.Max(0, length)..];
        return true;
    }

    private static bool TrySkipHeaders(ref ReadOnlySpan<byte> bytes)
    {
        if (!TryReadVarint(ref bytes, out var count) || count < 0 || count > bytes.Length)
        {
            return false;
        }

        for (var left = count; left > 0; left--)
        {
            if (!TryReadVarint(ref bytes, out var name) || name < 0 || name > bytes.Length)
            {
                return false;
            }

            bytes = bytes[(int)name..];
            if (!TrySkipBytes(ref bytes))
            {
                return false;
            }
        }

        return true;
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
