using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Client.Consuming;

/// <summary>One record as an application receives it; its bytes are its own.</summary>
/// <param name="Topic">Topic it was read from.</param>
/// <param name="Partition">Partition it was read from.</param>
/// <param name="Offset">Its place in the partition.</param>
/// <param name="Timestamp">Milliseconds since 1970 UTC, −1 for none.</param>
/// <param name="TimestampType">Whose clock the timestamp is of.</param>
/// <param name="Key">Its key, or null.</param>
/// <param name="Value">Its value; null is a tombstone.</param>
/// <param name="Headers">Its headers in their order.</param>
/// <param name="LeaderEpoch">Epoch of the leader that appended it, −1 if unknown.</param>
public sealed record ConsumerRecord(
    string Topic,
    int Partition,
    long Offset,
    long Timestamp,
    TimestampType TimestampType,
    byte[]? Key,
    byte[]? Value,
    IReadOnlyList<RecordHeader> Headers,
    int LeaderEpoch)
{
    /// <summary>Topic and partition together.</summary>
    public TopicPartition TopicPartition => new(Topic, Partition);
}
