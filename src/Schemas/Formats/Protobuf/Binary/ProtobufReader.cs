using System.Buffers.Binary;

namespace Ms2Lab.Schemas.Formats.Protobuf.Binary;

/// <summary>
/// Reads Protobuf's binary encoding from memory. Never believes a length: it is compared with what is left first; messages nest at
/// most 100 deep, as in Google's implementations. Everything else is a <see cref="ProtobufDataException"/>.
/// </summary>
public ref struct ProtobufReader
{
    private const int MaxDepth = 100;
    private readonly ReadOnlySpan<byte> data;
    private int position;
    private int limit;
    private int depth;

    /// <summary>Reads from the beginning of <paramref name="data"/>.</summary>
    public ProtobufReader(ReadOnlySpan<byte> data)
    {
        this.data = data;
        limit = data.Length;
    }

    /// <summary>Whether the message that is being read is at its end.</summary>
    public readonly bool AtEnd => position >= limit;

    /// <summary>Where the next byte is, from 0.</summary>
    public readonly int Position => position;

    /// <summary>A field's number and wire type.</summary>
    public uint ReadTag()
    {
        var tag = (uint)ReadVarint();
        return tag >> 3 != 0 ? tag : throw ProtobufDataException.InvalidTag();
    }

    /// <summary>A number of one to ten bytes.</summary>
    public ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (position >= limit)
            {
                throw ProtobufDataException.Truncated();
            }

            var one = data[position++];
            value |= (ulong)(one & 0x7F) << shift;
            if (one < 0x80)
            {
                return value;
            }
        }

        throw ProtobufDataException.MalformedVarint();
    }

    /// <summary>A zig-zag number of 32 bits.</summary>
    public int ReadZigZag32()
    {
        var value = (uint)ReadVarint();
        return (int)(value >> 1) ^ -(int)(value & 1);
    }

    /// <summary>A zig-zag number of 64 bits.</summary>
    public long ReadZigZag64()
    {
        var value = ReadVarint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>Four bytes, little-endian.</summary>
    public uint ReadFixed32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>Eight bytes, little-endian.</summary>
    public ulong ReadFixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>Bytes behind their length; a view of the message.</summary>
    public ReadOnlySpan<byte> ReadBytes() => Take(ReadLength());

    /// <summary>Goes into a message or run behind its length; the answer is for <see cref="Leave"/>.</summary>
    public int Enter()
    {
        var length = ReadLength();
        if (++depth >= MaxDepth)
        {
            throw ProtobufDataException.TooDeep();
        }

        if (length > limit - position)
        {
            throw ProtobufDataException.Truncated();
        }

        var outer = limit;
        limit = position + length;
        return outer;
    }

    /// <summary>Goes out of it again.</summary>
    public void Leave(int outer)
    {
        depth--;
        limit = outer;
    }

    /// <summary>Reads over a value and gives its bytes, the tag not included; groups with all that is in them.</summary>
    public ReadOnlySpan<byte> Skip(uint tag)
    {
        var start = position;
        switch ((WireType)(tag & 7))
        {
            case WireType.Varint:
                ReadVarint();
                break;
            case WireType.Fixed64:
                Take(8);
                break;
            case WireType.LengthDelimited:
                ReadBytes();
                break;
            case WireType.StartGroup:
                SkipGroup(tag);
                break;
            case WireType.Fixed32:
                Take(4);
                break;
            case WireType.EndGroup:
                throw ProtobufDataException.InvalidEndTag();
            default:
                throw ProtobufDataException.InvalidWireType();
        }

        return data[start..position];
    }

    private void SkipGroup(uint start)
    {
        if (++depth >= MaxDepth)
        {
            throw ProtobufDataException.TooDeep();
        }

        var end = (start & ~7u) | (uint)WireType.EndGroup;
        for (var tag = ReadTag(); tag != end; tag = ReadTag())
        {
            Skip(tag);
        }

        depth--;
    }

    private int ReadLength()
    {
        var length = (int)(uint)ReadVarint();
        return length >= 0 ? length : throw ProtobufDataException.NegativeSize();
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > limit - position)
        {
            throw ProtobufDataException.Truncated();
        }

        position += length;
        return data.Slice(position - length, length);
    }
}
