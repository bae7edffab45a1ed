namespace Ms2Lab.Kafka.Protocol.Records;

/// <summary>A header of a record (KIP-82); keys may repeat.</summary>
/// <param name="Key">Its name, never null.</param>
/// <param name="Value">Its bytes, or null.</param>
public sealed record RecordHeader(string Key, ReadOnlyMemory<byte>? Value);
