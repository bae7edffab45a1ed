using System.Buffers.Binary;

namespace Ms2Lab.Kafka.Client.Producing;

/// <summary>MurmurHash2, 32 bit, with the seed that Kafka's clients use to place keys.</summary>
public static class Murmur2
{
    private const uint Seed = 0x9747b28c;
    private const uint Multiplier = 0x5bd1e995;

    /// <summary>The hash.</summary>
    public static int Hash(ReadOnlySpan<byte> data)
    {
        unchecked
        {
            var hash = Seed ^ (uint)data.Length;
            while (data.Length >= 4)
            {
                var word = BinaryPrimitives.ReadUInt32LittleEndian(data) * Multiplier;
                hash = (hash * Multiplier) ^ ((word ^ (word >> 24)) * Multiplier);
                data = data[4..];
            }

            if (data.Length > 0)
            {
                for (var i = data.Length - 1; i >= 0; i--)
                {
                    hash ^= (uint)data[i] << (8 * i);
                }

                hash *= Multiplier;
            }

            hash = (hash ^ (hash >> 13)) * Multiplier;
            return (int)(hash ^ (hash >> 15));
        }
    }

    /// <summary>The partition of a key among <paramref name="partitions"/>.</summary>
    public static int PartitionOf(ReadOnlySpan<byte> key, int partitions) => (Hash(key) & int.MaxValue) % partitions;
}
