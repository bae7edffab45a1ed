using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Client.Producing;

/// <summary>A record to send.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition; null lets the partitioner choose.</param>
/// <param name="Key">The key, or null.</param>
/// <param name="Value">The value; null is a tombstone.</param>
public sealed record ProducerRecord(string Topic, int? Partition, byte[]? Key, byte[]? Value)
{
    /// <summary>Milliseconds since 1970 UTC; null for now.</summary>
    public long? Timestamp { get; init; }

    /// <summary>Headers in their order.</summary>
    public IReadOnlyList<RecordHeader> Headers { get; init; } = [];
}
