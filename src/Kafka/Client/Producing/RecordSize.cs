using System.Text;

namespace Ms2Lab.Kafka.Client.Producing;

/// <summary>The size that max.request.size and buffer.memory are compared with: the Java client's upper bound for a record alone in a batch.</summary>
internal static class RecordSize
{
    private const int BatchHeader = 61;
    private const int LargestRecordOverhead = 21;

    public static int UpperBound(ProducerRecord record)
    {
        var size = BatchHeader + LargestRecordOverhead + Blob(record.Key?.Length) + Blob(record.Value?.Length) + Varint(record.Headers.Count);
        for (var i = 0; i < record.Headers.Count; i++)
        {
            size += Blob(Encoding.UTF8.GetByteCount(record.Headers[i].Key)) + Blob(record.Headers[i].Value?.Length);
        }

        return size;
    }

    private static int Blob(int? length) => length is { } n ? Varint(n) + n : 1;

    // Zigzag: one bit of seven-bit groups is the sign.
    private static int Varint(int value) => value switch { < 1 << 6 => 1, < 1 << 13 => 2, < 1 << 20 => 3, < 1 << 27 => 4, _ => 5 };
}
