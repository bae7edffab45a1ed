using System.Buffers.Binary;

namespace Ms2Lab.Kafka.Protocol.Records;

/// <summary>What a broker writes into a batch in place.</summary>
public readonly partial struct RecordBatch
{
    /// <summary>Base offset and leader epoch lie outside the checksum.</summary>
    public static void Place(Span<byte> batch, long baseOffset, int leaderEpoch)
    {
        BinaryPrimitives.WriteInt64BigEndian(batch, baseOffset);
        BinaryPrimitives.WriteInt32BigEndian(batch[12..], leaderEpoch);
    }

    /// <summary>Makes the timestamps the broker's; the checksum is computed anew.</summary>
    public static void SetLogAppendTime(Span<byte> batch, long timestamp)
    {
        BinaryPrimitives.WriteInt16BigEndian(batch[21..], (short)(BinaryPrimitives.ReadInt16BigEndian(batch[21..]) | 8));
        BinaryPrimitives.WriteInt64BigEndian(batch[35..], timestamp);
        WriteCrc(batch);
    }

    /// <summary>Makes the timestamps the producer's, with the largest of them; the checksum is computed anew.</summary>
    public static void SetCreateTime(Span<byte> batch, long maxTimestamp)
    {
        BinaryPrimitives.WriteInt16BigEndian(batch[21..], (short)(BinaryPrimitives.ReadInt16BigEndian(batch[21..]) & ~8));
        BinaryPrimitives.WriteInt64BigEndian(batch[35..], maxTimestamp);
        WriteCrc(batch);
    }

    /// <summary>Writes the checksum that fits the bytes.</summary>
    public static void WriteCrc(Span<byte> batch) => BinaryPrimitives.WriteUInt32BigEndian(batch[17..], Crc32C.Compute(batch[21..]));
}
