using System.Buffers;
using System.IO.Compression;

namespace Ms2Lab.Kafka.Protocol.Compression;

/// <summary>gzip by the base library.</summary>
internal static class GzipCodec
{
    public static byte[] Decompress(ReadOnlyMemory<byte> bytes, int limit)
    {
        using var stream = new GZipStream(BoundedOutput.AsStream(bytes), CompressionMode.Decompress);
        return BoundedOutput.ReadToEnd(stream, limit);
    }

    public static void Compress(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        using var stream = new GZipStream(new BufferWriterStream(output), CompressionLevel.Fastest);
        stream.Write(bytes);
    }
}
