using System.Buffers.Binary;

namespace Ms2Lab.Schemas.Registry;

/// <summary>What stands before a payload: a zero byte and the schema's id in four bytes, big-endian (Confluent's wire format, V0).</summary>
public static class WireFormat
{
    /// <summary>Bytes before the payload; Protobuf's message indexes follow them.</summary>
    public const int HeaderLength = 5;

    private const byte Magic = 0;

    /// <summary>Writes the header to the beginning of <paramref name="target"/>.</summary>
    public static void WriteHeader(Span<byte> target, int id)
    {
        target[0] = Magic;
        BinaryPrimitives.WriteInt32BigEndian(target[1..], id);
    }

    /// <summary>The schema's id of a value.</summary>
    /// <exception cref="WireFormatException">The value does not begin with a header.</exception>
    public static int ReadId(ReadOnlySpan<byte> data)
    {
        if (data.Length > 0 && data[0] != Magic)
        {
            throw new WireFormatException("Unknown magic byte!");
        }

        return data.Length >= HeaderLength ? BinaryPrimitives.ReadInt32BigEndian(data[1..])
            : throw new WireFormatException($"A value of {data.Length} bytes has no room for the five bytes before its payload.");
    }
}
