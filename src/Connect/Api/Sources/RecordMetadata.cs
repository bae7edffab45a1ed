namespace Ms2Lab.Connect.Api;

/// <summary>Where a produced record was stored.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">The offset, -1 if unknown.</param>
/// <param name="Timestamp">Its timestamp in milliseconds, -1 if none.</param>
public sealed record RecordMetadata(string Topic, int Partition, long Offset, long Timestamp);
