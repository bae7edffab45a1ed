using System.Buffers;
using System.IO.Compression;

namespace Ms2Lab.Kafka.Protocol.Compression;

/// <summary>gzip by the base library.</summary>
internal static class GzipCodec
{
    /// <summary>Header, the shortest deflated block, checksum and size (RFC 1952).</summary>
    private const int Smallest = 20;

    public static byte[] Decompress(ReadOnlyMemory<byte> bytes, int limit)
    {
        if (bytes.Length < Smallest)
        {
            // The stream would say that there is nothing in it.
            throw new InvalidDataException($"{bytes.Length} bytes are too few");
        }

        using var stream = new GZipStream(BoundedOutput.AsStream(bytes), CompressionMode.Decompress);
        return BoundedOutput.ReadToEnd(stream, limit);
    }

    public static void Compress(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        using var stream = new GZipStream(new BufferWriterStream(output), CompressionLevel.Fastest);
        stream.Write(bytes);
    }
}
