using System.Numerics;

namespace Ms2Lab.Kafka.Protocol.Records;

/// <summary>Zig-zag variable-length integers of records, written into a span whose size was computed before.</summary>
internal static class Varint
{
    public static int SizeOf(long value)
    {
        var left = (ulong)((value << 1) ^ (value >> 63));
        return (70 - BitOperations.LeadingZeroCount(left | 1)) / 7;
    }

    public static int SizeOfBlob(ReadOnlyMemory<byte>? blob) => blob is { } bytes ? SizeOf(bytes.Length) + bytes.Length : 1;

    /// <summary>Writes at a place and returns the place behind.</summary>
    public static int Write(Span<byte> span, int at, long value)
    {
        var left = (ulong)((value << 1) ^ (value >> 63));
        while (left > 0x7f)
        {
            span[at++] = (byte)(left | 0x80);
            left >>= 7;
        }

        span[at++] = (byte)left;
        return at;
    }

    /// <summary>Length, −1 for null, and bytes.</summary>
    public static int WriteBlob(Span<byte> span, int at, ReadOnlyMemory<byte>? blob)
    {
        if (blob is not { } bytes)
        {
            return Write(span, at, -1);
        }

        at = Write(span, at, bytes.Length);
        bytes.Span.CopyTo(span[at..]);
        return at + bytes.Length;
    }
}
