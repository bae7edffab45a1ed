using System.Buffers.Binary;
using System.Text;

namespace Ms2Lab.Schemas.Formats.Avro.Binary;

/// <summary>
/// Reads Avro's binary encoding (specification 1.12) from memory. Never believes a length: it is compared with what is left
/// first; the items of all arrays and maps together are at most the bytes of the message plus one million, and records nest
/// at most 1000 deep. Everything else is an <see cref="AvroDataException"/>.
/// </summary>
public ref struct AvroReader
{
    private const int MaxDepth = 1000;
    private const int MaxEmptyItems = 1_000_000;
    private readonly ReadOnlySpan<byte> data;
    private int position;
    private int depth;
    private long itemsLeft;

    /// <summary>Reads from the beginning of <paramref name="data"/>.</summary>
    public AvroReader(ReadOnlySpan<byte> data)
    {
        this.data = data;
        itemsLeft = (long)data.Length + MaxEmptyItems;
    }

    /// <summary>Bytes not read yet.</summary>
    public readonly int Remaining => data.Length - position;

    /// <summary>A zig-zag number of at most five bytes.</summary>
    public int ReadInt()
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var one = ReadByte();
            value |= (uint)(one & 0x7F) << shift;
            if (one < 0x80)
            {
                return (int)(value >> 1) ^ -(int)(value & 1);
            }
        }

        throw new AvroDataException("org.apache.avro.InvalidNumberEncodingException", "Invalid int encoding");
    }

    /// <summary>A zig-zag number of at most ten bytes.</summary>
    public long ReadLong()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var one = ReadByte();
            value |= (ulong)(one & 0x7F) << shift;
            if (one < 0x80)
            {
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }

        throw new AvroDataException("org.apache.avro.InvalidNumberEncodingException", "Invalid long encoding");
    }

    /// <summary>One byte; 1 is true, as in Java anything else is false.</summary>
    public bool ReadBoolean() => ReadByte() == 1;

    /// <summary>Four bytes, little-endian.</summary>
    public float ReadFloat() => BinaryPrimitives.ReadSingleLittleEndian(ReadFixed(4));

    /// <summary>Eight bytes, little-endian.</summary>
    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(ReadFixed(8));

    /// <summary>Bytes behind their length; a view of the message.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = ReadLong();
        return length switch
        {
            < 0 => throw AvroDataException.Runtime($"Malformed data. Length is negative: {length}"),
            > int.MaxValue => throw AvroDataException.EndOfData(),
            _ => ReadFixed((int)length),
        };
    }

    /// <summary>UTF-8 text behind its length in bytes; malformed sequences become U+FFFD.</summary>
    public string ReadString() => Encoding.UTF8.GetString(ReadBytes());

    /// <summary>Exactly <paramref name="length"/> bytes; a view of the message.</summary>
    public ReadOnlySpan<byte> ReadFixed(int length)
    {
        if (length > Remaining)
        {
            throw AvroDataException.EndOfData();
        }

        position += length;
        return data.Slice(position - length, length);
    }

    /// <summary>The index of a union's branch or an enum's symbol, less than <paramref name="count"/>.</summary>
    public int ReadIndex(int count)
    {
        var index = ReadInt();
        return (uint)index < (uint)count ? index : throw AvroDataException.Index(index, count);
    }

    /// <summary>The number of items in the next block of an array or map; 0 ends it. A block's size in bytes is read over.</summary>
    public int ReadBlockCount()
    {
        var count = ReadLong();
        if (count < 0)
        {
            ReadLong();
            count = count == long.MinValue ? long.MaxValue : -count;
        }

        itemsLeft -= count;
        return itemsLeft >= 0 ? (int)count : throw new AvroDataException(
            "org.apache.avro.SystemLimitException", $"Cannot read collections larger than the message allows: {count} items");
    }

    /// <summary>Room to reserve for a block: never more than the bytes that are left.</summary>
    public readonly int Reserve(int count) => Math.Min(count, Remaining);

    /// <summary>Goes into a record; <see cref="Leave"/> goes out of it again.</summary>
    public void Enter()
    {
        if (++depth > MaxDepth)
        {
            throw new AvroDataException("java.lang.StackOverflowError", null);
        }
    }

    /// <summary>Goes out of a record.</summary>
    public void Leave() => depth--;

    private byte ReadByte() => position < data.Length ? data[position++] : throw AvroDataException.EndOfData();
}
