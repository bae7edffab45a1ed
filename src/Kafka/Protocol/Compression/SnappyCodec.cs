using System.Buffers;
using System.Buffers.Binary;
using Snappier;

namespace Ms2Lab.Kafka.Protocol.Compression;

/// <summary>
/// Snappy. Java clients frame it as xerial's library does: 16 bytes of head, then blocks of an int32 length and raw snappy;
/// librdkafka and others send one raw block. Both are read; the frame, which every client reads, is written.
/// </summary>
internal static class SnappyCodec
{
    private const int BlockSize = 32 * 1024;
    private const int LargestRatio = 64;
    private const int HeadSize = 16;

    private static ReadOnlySpan<byte> Magic => [0x82, (byte)'S', (byte)'N', (byte)'A', (byte)'P', (byte)'P', (byte)'Y', 0];

    public static byte[] Decompress(ReadOnlySpan<byte> bytes, int limit)
    {
        using var output = new KafkaWriter(bytes.Length * 2);
        if (!bytes.StartsWith(Magic))
        {
            DecompressBlock(bytes, output, limit);
            return output.WrittenSpan.ToArray();
        }

        if (bytes.Length < HeadSize)
        {
            throw KafkaProtocolException.Underflow(HeadSize, bytes.Length);
        }

        for (bytes = bytes[HeadSize..]; bytes.Length > 0;)
        {
            var length = bytes.Length < 4 ? -1 : BinaryPrimitives.ReadInt32BigEndian(bytes);
            if (length < 0 || length > bytes.Length - 4)
            {
                throw KafkaProtocolException.Underflow(length, bytes.Length - 4);
            }

            DecompressBlock(bytes.Slice(4, length), output, limit);
            bytes = bytes[(4 + length)..];
        }

        return output.WrittenSpan.ToArray();
    }

    public static void Compress(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        var head = output.GetSpan(HeadSize);
        Magic.CopyTo(head);
        BinaryPrimitives.WriteInt32BigEndian(head[8..], 1);
        BinaryPrimitives.WriteInt32BigEndian(head[12..], 1);
        output.Advance(HeadSize);
        while (bytes.Length > 0)
        {
            var block = bytes[..Math.Min(BlockSize, bytes.Length)];
            var span = output.GetSpan(4 + Snappy.GetMaxCompressedLength(block.Length));
            var length = Snappy.Compress(block, span[4..]);
            BinaryPrimitives.WriteInt32BigEndian(span, length);
            output.Advance(4 + length);
            bytes = bytes[block.Length..];
        }
    }

    private static void DecompressBlock(ReadOnlySpan<byte> block, KafkaWriter output, int limit)
    {
        var length = Snappy.GetUncompressedLength(block);
        BoundedOutput.Check((long)output.Length + length, (int)Math.Min(limit, (long)output.Length + ((long)block.Length * LargestRatio)));
        output.Advance(Snappy.Decompress(block, output.GetSpan(length)));
    }
}
