namespace Ms2Lab.Kafka.Client.Admin;

/// <summary>Which offset of a partition is asked for, as the timestamp that stands for it on the wire.</summary>
/// <param name="Timestamp">Milliseconds since 1970, or a negative number with a meaning of its own.</param>
public readonly record struct OffsetSpec(long Timestamp)
{
    /// <summary>The end: the high watermark, or the last stable offset under read committed.</summary>
    public static OffsetSpec Latest => new(-1);

    /// <summary>The first offset that is still there.</summary>
    public static OffsetSpec Earliest => new(-2);

    /// <summary>The record with the largest timestamp (KIP-734).</summary>
    public static OffsetSpec MaxTimestamp => new(-3);

    /// <summary>The first record with this timestamp or a later one.</summary>
    public static OffsetSpec ForTimestamp(DateTimeOffset time) => new(time.ToUnixTimeMilliseconds());
}
