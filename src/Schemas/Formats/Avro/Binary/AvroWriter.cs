using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Ms2Lab.Schemas.Formats.Avro.Binary;

/// <summary>Writes Avro's binary encoding into a buffer that grows and can be used again. Not safe for several threads.</summary>
public sealed class AvroWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new(256);

    /// <summary>What was written; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => buffer.WrittenSpan;

    /// <summary>Begins again.</summary>
    public void Clear() => buffer.ResetWrittenCount();

    /// <summary>A zig-zag number of one to five bytes.</summary>
    public void WriteInt(int value) => WriteVarint((uint)((value << 1) ^ (value >> 31)));

    /// <summary>A zig-zag number of one to ten bytes.</summary>
    public void WriteLong(long value) => WriteVarint((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>One byte.</summary>
    public void WriteBoolean(bool value) => WriteRaw([value ? (byte)1 : (byte)0]);

    /// <summary>Four bytes, little-endian.</summary>
    public void WriteFloat(float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(buffer.GetSpan(4), value);
        buffer.Advance(4);
    }

    /// <summary>Eight bytes, little-endian.</summary>
    public void WriteDouble(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
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
        var length = Encoding.UTF8.GetByteCount(value);
        WriteLong(length);
        buffer.Advance(Encoding.UTF8.GetBytes(value, buffer.GetSpan(length)));
    }

    /// <summary>Bytes as they are.</summary>
    public void WriteRaw(ReadOnlySpan<byte> value) => buffer.Write(value);

    private void WriteVarint(ulong value)
    {
        var span = buffer.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            span[length++] = (byte)(value | 0x80);
        }

        span[length++] = (byte)value;
        buffer.Advance(length);
    }
}
