using System.Buffers;
using Ms2Lab.Kafka.Protocol.Compression;

namespace Ms2Lab.Kafka.Protocol.Records;

/// <summary>Compresses and decompresses the records of a batch.</summary>
public static class RecordCompression
{
    /// <summary>The records of a batch as they were before; the same memory when they are not compressed.</summary>
    /// <exception cref="KafkaProtocolException">The bytes are not what the codec says, or grow beyond <paramref name="limit"/> bytes.</exception>
    public static ReadOnlyMemory<byte> Decompress(CompressionCodec codec, ReadOnlyMemory<byte> bytes, int limit)
    {
        try
        {
            return codec switch
            {
                CompressionCodec.None => bytes,
                CompressionCodec.Gzip => GzipCodec.Decompress(bytes, limit),
                CompressionCodec.Snappy => SnappyCodec.Decompress(bytes.Span, limit),
                CompressionCodec.Lz4 => Lz4Codec.Decompress(bytes.Span, limit),
                CompressionCodec.Zstd => ZstdCodec.Decompress(bytes, limit),
                _ => throw new KafkaProtocolException($"Unknown compression type id: {(int)codec}"),
            };
        }
        catch (Exception e) when (e is InvalidDataException or ZstdSharp.ZstdException or ArgumentException or IndexOutOfRangeException or EndOfStreamException)
        {
            throw new KafkaProtocolException($"The records are no {codec}: {e.Message}", e);
        }
    }

    /// <summary>Appends the compressed form of the bytes.</summary>
    public static void Compress(CompressionCodec codec, ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        switch (codec)
        {
            case CompressionCodec.None: output.Write(bytes); break;
            case CompressionCodec.Gzip: GzipCodec.Compress(bytes, output); break;
            case CompressionCodec.Snappy: SnappyCodec.Compress(bytes, output); break;
            case CompressionCodec.Lz4: Lz4Codec.Compress(bytes, output); break;
            case CompressionCodec.Zstd: ZstdCodec.Compress(bytes, output); break;
            default: throw new KafkaProtocolException($"Unknown compression type id: {(int)codec}");
        }
    }
}
