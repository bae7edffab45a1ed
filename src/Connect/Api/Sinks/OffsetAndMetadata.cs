namespace Ms2Lab.Connect.Api;

/// <summary>A position in a partition: the offset of the next record to read.</summary>
/// <param name="Offset">The next offset.</param>
/// <param name="Metadata">A note kept with it.</param>
public sealed record OffsetAndMetadata(long Offset, string Metadata = "");
