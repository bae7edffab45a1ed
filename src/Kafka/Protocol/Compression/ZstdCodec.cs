using System.Buffers;

namespace Ms2Lab.Kafka.Protocol.Compression;

/// <summary>Zstandard. Java writes frames without their size, so reading goes by stream.</summary>
internal static class ZstdCodec
{
    private const int Level = 3;

    [ThreadStatic]
    private static ZstdSharp.Compressor? _compressor;

    public static byte[] Decompress(ReadOnlyMemory<byte> bytes, int limit)
    {
        using var stream = new ZstdSharp.DecompressionStream(BoundedOutput.AsStream(bytes), leaveOpen: false);
        return BoundedOutput.ReadToEnd(stream, limit);
    }

    public static void Compress(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        _compressor ??= new ZstdSharp.Compressor(Level);
        var span = output.GetSpan(ZstdSharp.Compressor.GetCompressBound(bytes.Length));
        output.Advance(_compressor.Wrap(bytes, span));
    }
}
