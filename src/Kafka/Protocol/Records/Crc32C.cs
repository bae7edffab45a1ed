using System.Buffers.Binary;
using System.Numerics;

namespace Ms2Lab.Kafka.Protocol.Records;

/// <summary>CRC-32C (Castagnoli), the checksum of batches of magic 2; by SSE4.2 or Arm instructions where the processor has them.</summary>
public static class Crc32C
{
    /// <summary>The checksum of the bytes; "123456789" has E3069283.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        while (bytes.Length >= 8)
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        foreach (var b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return ~crc;
    }
}
