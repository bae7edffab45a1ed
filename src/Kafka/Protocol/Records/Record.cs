namespace Ms2Lab.Kafka.Protocol.Records;

/// <summary>One record as read from a batch; key and value are slices of the batch, or of its decompressed records.</summary>
/// <param name="Offset">Its place in the partition.</param>
/// <param name="Timestamp">Milliseconds since 1970 UTC, −1 for none.</param>
/// <param name="Key">Its key, or null.</param>
/// <param name="Value">Its value; null is a tombstone.</param>
/// <param name="Headers">Its headers in their order.</param>
public readonly record struct Record(
    long Offset,
    long Timestamp,
    ReadOnlyMemory<byte>? Key,
    ReadOnlyMemory<byte>? Value,
    IReadOnlyList<RecordHeader> Headers);
