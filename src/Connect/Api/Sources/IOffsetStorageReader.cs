namespace Ms2Lab.Connect.Api;

/// <summary>Reads the positions that a source connector has stored.</summary>
public interface IOffsetStorageReader
{
    /// <summary>The position of one part of the source, or null.</summary>
    Task<IReadOnlyDictionary<string, object?>?> OffsetAsync(IReadOnlyDictionary<string, object?> partition, CancellationToken cancellation = default);

    /// <summary>The positions of several parts, in the order asked for; null where there is none.</summary>
    Task<IReadOnlyList<IReadOnlyDictionary<string, object?>?>> OffsetsAsync(
        IReadOnlyList<IReadOnlyDictionary<string, object?>> partitions, CancellationToken cancellation = default);
}
