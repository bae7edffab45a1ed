namespace Ms2Lab.Kafka.Protocol;

/// <summary>A tagged field that the table does not know, kept as it came.</summary>
/// <param name="Tag">Its number.</param>
/// <param name="Data">Its bytes, a slice of the frame.</param>
public sealed record RawTaggedField(int Tag, ReadOnlyMemory<byte> Data);
