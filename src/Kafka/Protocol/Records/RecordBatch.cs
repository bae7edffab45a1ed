using System.Buffers.Binary;

namespace Ms2Lab.Kafka.Protocol.Records;

/// <summary>
/// A view of the header of one batch of magic 2 over its bytes, whose records stay bytes until enumerated. Layout: base offset 0,
/// length 8, leader epoch 12, magic 16, CRC 17, attributes 21, last offset delta 23, base timestamp 27, max timestamp 35,
/// producer id 43, producer epoch 51, base sequence 53, count 57, records 61; the CRC covers everything from 21 on.
/// </summary>
public readonly partial struct RecordBatch
{
    /// <summary>Bytes before the records.</summary>
    public const int HeaderSize = 61;

    /// <summary>Bytes before what the length counts.</summary>
    public const int LengthPrefix = 12;

    /// <summary>The format of batches since Kafka 0.11 (KIP-98).</summary>
    public const sbyte CurrentMagic = 2;

    /// <summary>Over the bytes of exactly one batch, see <see cref="TryRead"/>.</summary>
    public RecordBatch(ReadOnlyMemory<byte> memory) => Memory = memory;

    /// <summary>All bytes of the batch.</summary>
    public ReadOnlyMemory<byte> Memory { get; }

    /// <summary>Offset of the first record as produced; compaction may have removed that record.</summary>
    public long BaseOffset => BinaryPrimitives.ReadInt64BigEndian(Memory.Span);

    /// <summary>Bytes after the length field.</summary>
    public int BatchLength => BinaryPrimitives.ReadInt32BigEndian(Memory.Span[8..]);

    /// <summary>Epoch of the leader that appended it, −1 before.</summary>
    public int PartitionLeaderEpoch => BinaryPrimitives.ReadInt32BigEndian(Memory.Span[12..]);

    /// <summary>Format; 2 here.</summary>
    public sbyte Magic => (sbyte)Memory.Span[16];

    /// <summary>Checksum as it stands in the header.</summary>
    public uint Crc => BinaryPrimitives.ReadUInt32BigEndian(Memory.Span[17..]);

    /// <summary>Bits: 0-2 compression, 3 timestamp type, 4 transactional, 5 control, 6 delete horizon.</summary>
    public short Attributes => BinaryPrimitives.ReadInt16BigEndian(Memory.Span[21..]);

    /// <summary>Offset of the last record minus the base offset; stays when compaction removes records.</summary>
    public int LastOffsetDelta => BinaryPrimitives.ReadInt32BigEndian(Memory.Span[23..]);

    /// <summary>Timestamp that the records' deltas count from, or the delete horizon (KIP-534).</summary>
    public long BaseTimestamp => BinaryPrimitives.ReadInt64BigEndian(Memory.Span[27..]);

    /// <summary>Largest timestamp; of every record when the type is <see cref="TimestampType.LogAppendTime"/>.</summary>
    public long MaxTimestamp => BinaryPrimitives.ReadInt64BigEndian(Memory.Span[35..]);

    /// <summary>−1 without idempotence.</summary>
    public long ProducerId => BinaryPrimitives.ReadInt64BigEndian(Memory.Span[43..]);

    /// <summary>−1 without idempotence.</summary>
    public short ProducerEpoch => BinaryPrimitives.ReadInt16BigEndian(Memory.Span[51..]);

    /// <summary>Sequence of the first record, −1 without idempotence.</summary>
    public int BaseSequence => BinaryPrimitives.ReadInt32BigEndian(Memory.Span[53..]);

    /// <summary>Number of records.</summary>
    public int Count => BinaryPrimitives.ReadInt32BigEndian(Memory.Span[57..]);

    /// <summary>Offset of the last record.</summary>
    public long LastOffset => BaseOffset + LastOffsetDelta;

    /// <summary>Offset after this batch.</summary>
    public long NextOffset => LastOffset + 1;

    /// <summary>Sequence of the last record; sequences wrap to 0 after <see cref="int.MaxValue"/>.</summary>
    public int LastSequence => BaseSequence < 0 ? -1 : (int)(((long)BaseSequence + LastOffsetDelta) & int.MaxValue);

    /// <summary>How the records are compressed; 5 to 7 are no codec.</summary>
    public CompressionCodec Compression => (CompressionCodec)(Attributes & 7);

    /// <summary>Whose clock the timestamps are of.</summary>
    public TimestampType TimestampType => (TimestampType)((Attributes >> 3) & 1);

    /// <summary>Part of a transaction.</summary>
    public bool IsTransactional => (Attributes & 0x10) != 0;

    /// <summary>Holds a control record, never handed to applications.</summary>
    public bool IsControl => (Attributes & 0x20) != 0;

    /// <summary>Milliseconds since 1970 from which on compaction drops its tombstones and markers (KIP-534); null while none is set.</summary>
    public long? DeleteHorizon => (Attributes & 0x40) != 0 ? BaseTimestamp : null;

    /// <summary>Whether the checksum fits the bytes.</summary>
    public bool IsCrcValid() => Crc == Crc32C.Compute(Memory.Span[21..]);

    /// <summary>The records as they stand in the batch, compressed or not.</summary>
    public ReadOnlyMemory<byte> Payload => Memory[HeaderSize..];

    /// <summary>
    /// Takes one batch off the front. False when fewer bytes are there than it claims, as at the end of a cut fetch.
    /// </summary>
    /// <exception cref="KafkaProtocolException">The length is below that of a header, or the magic is not 2.</exception>
    public static bool TryRead(ref ReadOnlyMemory<byte> bytes, out RecordBatch batch)
    {
        batch = default;
        var span = bytes.Span;
        if (span.Length <= 16)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(span[8..]);
        if (span[16] != CurrentMagic)
        {
            throw new KafkaProtocolException($"Magic v{(sbyte)span[16]} is not supported");
        }

        if (length < HeaderSize - LengthPrefix)
        {
            throw new KafkaProtocolException($"Found record size {length} smaller than minimum record overhead ({HeaderSize - LengthPrefix})");
        }

        if (length > span.Length - LengthPrefix)
        {
            return false;
        }

        batch = new RecordBatch(bytes[..(LengthPrefix + length)]);
        bytes = bytes[(LengthPrefix + length)..];
        return true;
    }

    /// <summary>The complete batches of a records field; a cut one at its end is left out.</summary>
    public static IEnumerable<RecordBatch> ReadAll(ReadOnlyMemory<byte> bytes)
    {
        while (TryRead(ref bytes, out var batch))
        {
            yield return batch;
        }
    }
}
