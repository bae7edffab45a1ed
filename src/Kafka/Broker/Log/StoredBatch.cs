using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Broker.Log;

/// <summary>One record batch of a log: where it lies and what lookups need of its header. Its bytes never change once it is here.</summary>
internal readonly record struct StoredBatch(long BaseOffset, long LastOffset, long MaxTimestamp, ReadOnlyMemory<byte> Bytes)
{
    public int Size => Bytes.Length;

    public RecordBatch Batch => new(Bytes);
}
