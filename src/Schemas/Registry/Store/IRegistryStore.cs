namespace Ms2Lab.Schemas.Registry.Store;

/// <summary>Where a registry keeps its state: a log of keyed records of which the last one of each key counts, as in a compacted topic.</summary>
public interface IRegistryStore : IAsyncDisposable
{
    /// <summary>Returns when every record that is there has been handed to <paramref name="apply"/>, in order; goes on handing over what comes.</summary>
    public Task StartAsync(Action<StoreRecord> apply, CancellationToken cancellation = default);

    /// <summary>Writes records in order; returns when they are safe and have been handed over.</summary>
    /// <exception cref="TimeoutException">They were not in time.</exception>
    public Task AppendAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellation = default);
}
