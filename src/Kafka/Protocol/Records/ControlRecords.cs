using System.Buffers.Binary;

namespace Ms2Lab.Kafka.Protocol.Records;

/// <summary>The markers that end transactions (KIP-98): a control batch of one record.</summary>
public static class ControlRecords
{
    /// <summary>The batch that commits or aborts what the producer has open in a partition.</summary>
    public static byte[] EndTransaction(bool commit, long producerId, short producerEpoch, int coordinatorEpoch, long timestamp)
    {
        var key = new byte[4];
        BinaryPrimitives.WriteInt16BigEndian(key.AsSpan(2), (short)(commit ? ControlRecordType.Commit : ControlRecordType.Abort));
        var value = new byte[6];
        BinaryPrimitives.WriteInt32BigEndian(value.AsSpan(2), coordinatorEpoch);
        using var builder = new RecordBatchBuilder(capacity: 128)
        {
            ProducerId = producerId,
            ProducerEpoch = producerEpoch,
            IsTransactional = true,
            IsControl = true,
        };
        builder.Append(timestamp, key, value);
        return builder.Build();
    }

    /// <summary>What the record of a control batch says.</summary>
    public static ControlRecordType TypeOf(Record record)
    {
        if (record.Key is not { Length: >= 4 } key)
        {
            throw new KafkaProtocolException("Invalid size for control record key");
        }

        return BinaryPrimitives.ReadInt16BigEndian(key.Span[2..]) switch
        {
            0 => ControlRecordType.Abort,
            1 => ControlRecordType.Commit,
            2 => ControlRecordType.LeaderChange,
            _ => ControlRecordType.Unknown,
        };
    }
}
