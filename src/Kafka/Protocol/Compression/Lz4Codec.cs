using System.Buffers;
using System.Buffers.Binary;
using K4os.Compression.LZ4;

namespace Ms2Lab.Kafka.Protocol.Compression;

/// <summary>
/// LZ4 frames: magic, descriptor with its checksum, blocks of a little-endian length whose high bit says "stored", an end mark and an
/// optional checksum. Written as Java does: independent blocks of 64 KiB without checksums. Read: every block size, linked blocks,
/// and descriptors whose checksum old clients computed over the magic as well (KIP-57), so that one is not checked.
/// </summary>
internal static class Lz4Codec
{
    private const uint Magic = 0x184D2204;
    private const uint Stored = 0x80000000;
    private const int BlockSize = 64 * 1024;
    private const int WindowSize = 64 * 1024;
    private const byte IndependentBlocks = 0x60;
    private const byte BlocksOf64K = 0x40;

    public static byte[] Decompress(ReadOnlySpan<byte> bytes, int limit)
    {
        if (bytes.IsEmpty)
        {
            throw new InvalidDataException("there is no frame");
        }

        using var output = new KafkaWriter(bytes.Length * 2);
        while (bytes.Length > 0)
        {
            bytes = DecompressFrame(bytes, output, limit);
        }

        return output.WrittenSpan.ToArray();
    }

    public static void Compress(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        var head = output.GetSpan(7);
        BinaryPrimitives.WriteUInt32LittleEndian(head, Magic);
        head[4] = IndependentBlocks;
        head[5] = BlocksOf64K;
        head[6] = (byte)(XxHash32.Compute(head.Slice(4, 2)) >> 8);
        output.Advance(7);
        while (bytes.Length > 0)
        {
            var block = bytes[..Math.Min(BlockSize, bytes.Length)];
            var span = output.GetSpan(4 + LZ4Codec.MaximumOutputSize(block.Length));
            var length = LZ4Codec.Encode(block, span[4..]);
            var isStored = length <= 0 || length >= block.Length;
            if (isStored)
            {
                block.CopyTo(span[4..]);
                length = block.Length;
            }

            BinaryPrimitives.WriteUInt32LittleEndian(span, (uint)length | (isStored ? Stored : 0));
            output.Advance(4 + length);
            bytes = bytes[block.Length..];
        }

        BinaryPrimitives.WriteUInt32LittleEndian(output.GetSpan(4), 0);
        output.Advance(4);
    }

    private static ReadOnlySpan<byte> DecompressFrame(ReadOnlySpan<byte> bytes, KafkaWriter output, int limit)
    {
        if (bytes.Length < 7 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic)
        {
            throw new KafkaProtocolException("Stream unsupported (invalid magic bytes)");
        }

        var flags = bytes[4];
        var largestBlock = 1 << (8 + (2 * ((bytes[5] >> 4) & 7)));
        bytes = bytes[((flags & 8) != 0 ? 15 : 7)..];
        var start = output.Length;
        while (true)
        {
            var head = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            bytes = bytes[4..];
            if (head == 0)
            {
                return bytes[((flags & 4) != 0 ? 4 : 0)..];
            }

            var length = (int)(head & ~Stored);
            if (length > largestBlock)
            {
                throw new KafkaProtocolException($"Block size {length} exceeded max: {largestBlock}");
            }

            var block = bytes[..length];
            if ((head & Stored) != 0)
            {
                output.WriteRaw(block);
            }
            else
            {
                var isLinked = (flags & 0x20) == 0;
                var window = isLinked ? Math.Min(WindowSize, output.Length - start) : 0;
                var target = output.GetSpan(Math.Min(largestBlock, (int)Math.Min(int.MaxValue, length * 255L + 64)));
                var written = LZ4Codec.Decode(block, target, output.WrittenSpan[(output.Length - window)..]);
                output.Advance(written >= 0 ? written : throw new KafkaProtocolException("An LZ4 block is corrupt"));
            }

            BoundedOutput.Check(output.Length, limit);
            bytes = bytes[(length + ((flags & 0x10) != 0 ? 4 : 0))..];
        }
    }
}
