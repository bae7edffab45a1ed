using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Broker.Log;

/// <summary>Goes over the records of an uncompressed batch without taking them apart: whether as many are there as the header says, and their newest time.</summary>
internal static class RecordWalk
{
    /// <summary>False when the bytes are not exactly that many records.</summary>
    public static bool TryRun(RecordBatch batch, out long newest)
    {
        newest = -1;
        var rest = batch.Payload.Span;
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

    /// <summary>The newest time of the records, compressed or not; the header's when they cannot be read.</summary>
    public static long NewestOf(RecordBatch batch)
    {
        if (batch.Compression == CompressionCodec.None)
        {
            return TryRun(batch, out var newest) ? newest : batch.MaxTimestamp;
        }

        try
        {
            var newest = -1L;
            foreach (var record in batch)
            {
                newest = Math.Max(newest, record.Timestamp);
            }

            return newest;
        }
        catch (KafkaProtocolException)
        {
            return batch.MaxTimestamp;
        }
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
