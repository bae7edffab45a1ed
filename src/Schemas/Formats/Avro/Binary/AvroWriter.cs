using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Ms2Lab.Schemas.Formats.Avro.Binary;

/// <summary>Writes Avro's binary encoding into a buffer that grows and can be used again. Not safe for several threads.</summary>
public sealed class AvroWriter
{
    private const int LongestVarint = 10;

    // A zig-zag length below this is one byte.
    private const int OneByteLength = 64;
    private const int LongestUtf8 = 3;

    private byte[] buffer = new byte[256];
    private int length;

    /// <summary>What was written; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, length);

    /// <summary>Begins again.</summary>
    public void Clear() => length = 0;

    /// <summary>A zig-zag number of one to five bytes.</summary>
    public void WriteInt(int value) => WriteVarint((uint)((value << 1) ^ (value >> 31)));

    /// <summary>A zig-zag number of one to ten bytes.</summary>
    public void WriteLong(long value) => WriteVarint((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>One byte.</summary>
    public void WriteBoolean(bool value)
    {
        Reserve(1)[0] = value ? (byte)1 : (byte)0;
        length++;
    }

    /// <summary>Four bytes, little-endian.</summary>
    public void WriteFloat(float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(Reserve(sizeof(float)), value);
        length += sizeof(float);
    }

    /// <summary>Eight bytes, little-endian.</summary>
    public void WriteDouble(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(Reserve(sizeof(double)), value);
        length += sizeof(double);
    }

    /// <summary>Bytes behind their length.</summary>
    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        WriteLong(value.Length);
        WriteRaw(value);
    }

    /// <summary>UTF-8 text behind its length in bytes.</summary>
    public void WriteString(string value)
    {
        if (value.Length < OneByteLength / LongestUtf8)
        {
            var target = Reserve(OneByteLength);
            var written = Encoding.UTF8.GetBytes(value, target[1..]);
            target[0] = (byte)(written << 1);
            length += written + 1;
            return;
        }

        var count = Encoding.UTF8.GetByteCount(value);
        WriteLong(count);
        length += Encoding.UTF8.GetBytes(value, Reserve(count));
    }

    /// <summary>Bytes as they are.</summary>
    public void WriteRaw(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        length += value.Length;
    }

    private void WriteVarint(ulong value)
    {
        var span = Reserve(LongestVarint);
        var at = 0;
        for (; value >= 0x80; value >>= 7)
        {
            span[at++] = (byte)(value | 0x80);
        }

        span[at++] = (byte)value;
        length += at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Reserve(int count)
    {
        if (buffer.Length - length < count)
        {
            Grow(count);
        }

        return buffer.AsSpan(length);
    }

    private void Grow(int count) => Array.Resize(ref buffer, (int)Math.Min(Array.MaxLength, Math.Max(2L * buffer.Length, (long)length + count)));
}
