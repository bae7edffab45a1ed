namespace Ms2Lab.Kafka.Client.Admin;

/// <summary>An offset that was asked for.</summary>
/// <param name="Offset">The offset, −1 if no record is that late.</param>
/// <param name="Timestamp">Timestamp of its record in milliseconds, −1 for the earliest and the latest.</param>
/// <param name="LeaderEpoch">Epoch of the leader that wrote it, −1 if unknown.</param>
public sealed record ListedOffset(long Offset, long Timestamp, int LeaderEpoch);
