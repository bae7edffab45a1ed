using System.Buffers.Binary;
using System.Text;

namespace Ms2Lab.Kafka.Protocol;

/// <summary>
/// Reads Kafka's primitive types from one frame. Every read is bounds-checked; lengths that a peer claims are believed only as far
/// as bytes are there. Bytes come back as slices of the frame, without a copy.
/// </summary>
public ref partial struct KafkaReader
{
    private readonly ReadOnlyMemory<byte> _memory;
    private readonly ReadOnlySpan<byte> _span;
    private int _at;

    /// <summary>Over the bytes of one frame.</summary>
    public KafkaReader(ReadOnlyMemory<byte> memory)
    {
        _memory = memory;
        _span = memory.Span;
    }

    /// <summary>Bytes read so far.</summary>
    public readonly int Position => _at;

    /// <summary>Bytes left.</summary>
    public readonly int Remaining => _span.Length - _at;

    /// <summary>int8.</summary>
    public sbyte ReadInt8() => (sbyte)Take(1)[0];

    /// <summary>bool: any byte but zero is true.</summary>
    public bool ReadBoolean() => Take(1)[0] != 0;

    /// <summary>int16, big-endian.</summary>
    public short ReadInt16() => BinaryPrimitives.ReadInt16BigEndian(Take(2));

    /// <summary>uint16, big-endian.</summary>
    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    /// <summary>int32, big-endian.</summary>
    public int ReadInt32() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    /// <summary>uint32, big-endian.</summary>
    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    /// <summary>int64, big-endian.</summary>
    public long ReadInt64() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

    /// <summary>float64, big-endian.</summary>
    public double ReadFloat64() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    /// <summary>uuid: 16 bytes, most significant first.</summary>
    public Guid ReadUuid() => new(Take(16), bigEndian: true);

    /// <summary>Unsigned varint of at most 32 bits.</summary>
    public uint ReadUnsignedVarint()
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var b = Take(1)[0];
            value |= (uint)(b & 0x7f) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }

        throw new KafkaProtocolException("A varint is too long, its fifth byte has the high bit set");
    }

    /// <summary>Zig-zag varint, as inside record batches.</summary>
    public int ReadVarint()
    {
        var value = ReadUnsignedVarint();
        return (int)(value >> 1) ^ -(int)(value & 1);
    }

    /// <summary>Zig-zag varint of at most 64 bits, as inside record batches.</summary>
    public long ReadVarlong()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var b = Take(1)[0];
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80)
            {
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }

        throw new KafkaProtocolException("A varlong is too long, its tenth byte has the high bit set");
    }

    /// <summary>string that is never null; <paramref name="field"/> names it in the error.</summary>
    public string ReadString(bool compact, string field) => ReadNullableString(compact) ?? throw NullField(field);

    /// <summary>string or null.</summary>
    public string? ReadNullableString(bool compact)
    {
        var length = compact ? CompactLength() : ReadInt16();
        return length < 0 ? null : length == 0 ? "" : Encoding.UTF8.GetString(Take(length));
    }

    /// <summary>The bytes of a string that is not compact, valid as long as the frame; none for null.</summary>
    public ReadOnlySpan<byte> ReadStringBytes() => ReadInt16() is var length and > 0 ? Take(length) : [];

    /// <summary>bytes that are never null; <paramref name="field"/> names them in the error.</summary>
    public ReadOnlyMemory<byte> ReadBytes(bool compact, string field) => ReadNullableBytes(compact) ?? throw NullField(field);

    /// <summary>bytes or null.</summary>
    public ReadOnlyMemory<byte>? ReadNullableBytes(bool compact)
    {
        var length = compact ? CompactLength() : ReadInt32();
        return length < 0 ? default(ReadOnlyMemory<byte>?) : ReadRaw(length); // A bare null would become empty bytes by way of byte[].
    }

    /// <summary>That many bytes as they are.</summary>
    public ReadOnlyMemory<byte> ReadRaw(int length)
    {
        var start = _at;
        Take(length);
        return _memory.Slice(start, length);
    }

    /// <summary>Everything left.</summary>
    public ReadOnlyMemory<byte> Rest() => ReadRaw(Remaining);

    private int CompactLength() => (int)(ReadUnsignedVarint() - 1);

    private ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)(_span.Length - _at))
        {
            throw KafkaProtocolException.Underflow(count, Remaining);
        }

        var taken = _span.Slice(_at, count);
        _at += count;
        return taken;
    }
}
