namespace Ms2Lab.Kafka.Client;

/// <summary>What a group commits for a partition.</summary>
/// <param name="Offset">Offset of the next record to read.</param>
/// <param name="LeaderEpoch">Leader epoch of the last record read, −1 if unknown (KIP-320).</param>
/// <param name="Metadata">Free text, empty if none.</param>
public sealed record OffsetAndMetadata(long Offset, int LeaderEpoch = -1, string Metadata = "");
