using System.Buffers.Binary;
using System.Text;

namespace Ms2Lab.Schemas.Formats.Protobuf.Binary;

/// <summary>Writes Protobuf's binary encoding into a buffer that grows and can be used again. Not safe for several threads.</summary>
public sealed class ProtobufWriter
{
    private byte[] buffer = new byte[256];
    private int length;

    /// <summary>What was written; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, length);

    /// <summary>Begins again.</summary>
    public void Clear() => length = 0;

    /// <summary>A field's number and wire type.</summary>
    public void WriteTag(int number, WireType type) => WriteVarint(((uint)number << 3) | (uint)type);

    /// <summary>A number of one to ten bytes; negative ones of 32 bits are widened by the caller.</summary>
    public void WriteVarint(ulong value)
    {
        var span = Room(10);
        var count = 0;
        for (; value >= 0x80; value >>= 7)
        {
            span[count++] = (byte)(value | 0x80);
        }

        span[count++] = (byte)value;
        length += count;
    }

    /// <summary>A zig-zag number of 32 bits.</summary>
    public void WriteZigZag32(int value) => WriteVarint((uint)((value << 1) ^ (value >> 31)));

    /// <summary>A zig-zag number of 64 bits.</summary>
    public void WriteZigZag64(long value) => WriteVarint((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>Four bytes, little-endian.</summary>
    public void WriteFixed32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Room(4), value);
        length += 4;
    }

    /// <summary>Eight bytes, little-endian.</summary>
    public void WriteFixed64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Room(8), value);
        length += 8;
    }

    /// <summary>Bytes behind their length.</summary>
    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        WriteVarint((uint)value.Length);
        WriteRaw(value);
    }

    /// <summary>UTF-8 text behind its length in bytes.</summary>
    public void WriteString(string value)
    {
        var count = Encoding.UTF8.GetByteCount(value);
        WriteVarint((uint)count);
        Encoding.UTF8.GetBytes(value, Room(count));
        length += count;
    }

    /// <summary>Bytes as they are.</summary>
    public void WriteRaw(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Room(value.Length));
        length += value.Length;
    }

    /// <summary>Begins something whose length is not known yet; the answer is for <see cref="End"/>.</summary>
    public int Begin()
    {
        Room(1);
        return ++length;
    }

    /// <summary>Puts the length before what was written since <see cref="Begin"/>; most are short and need no more than the byte kept for it.</summary>
    public void End(int start)
    {
        var size = length - start;
        if (size < 0x80)
        {
            buffer[start - 1] = (byte)size;
            return;
        }

        var more = SizeOf((uint)size) - 1;
        Room(more);
        buffer.AsSpan(start, size).CopyTo(buffer.AsSpan(start + more));
        length = start - 1;
        WriteVarint((uint)size);
        length += size;
    }

    private static int SizeOf(uint value) => value switch { < 1u << 14 => 2, < 1u << 21 => 3, < 1u << 28 => 4, _ => 5 };

    private Span<byte> Room(int count)
    {
        if (buffer.Length - length < count)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + count));
        }

        return buffer.AsSpan(length);
    }
}
