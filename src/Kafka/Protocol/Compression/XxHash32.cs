using System.Numerics;

namespace Ms2Lab.Kafka.Protocol.Compression;

/// <summary>xxHash of 32 bits with seed 0 for inputs below 16 bytes: the checksum of LZ4 frame descriptors.</summary>
internal static class XxHash32
{
    private const uint Prime1 = 2654435761;
    private const uint Prime2 = 2246822519;
    private const uint Prime3 = 3266489917;
    private const uint Prime5 = 374761393;
    private const uint Prime4 = 668265263;

    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bytes.Length, 16);
        var hash = Prime5 + (uint)bytes.Length;
        while (bytes.Length >= 4)
        {
            hash = BitOperations.RotateLeft(hash + (System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes) * Prime3), 17) * Prime4;
            bytes = bytes[4..];
        }

        foreach (var b in bytes)
        {
            hash = BitOperations.RotateLeft(hash + (b * Prime5), 11) * Prime1;
        }

        hash = (hash ^ (hash >> 15)) * Prime2;
        hash = (hash ^ (hash >> 13)) * Prime3;
        return hash ^ (hash >> 16);
    }
}
