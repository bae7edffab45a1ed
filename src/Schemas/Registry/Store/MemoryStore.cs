namespace Ms2Lab.Schemas.Registry.Store;

/// <summary>Keeps nothing beyond the process: the registry's own state is all there is. One writer at a time.</summary>
/// <param name="time">Clock for the records' timestamps.</param>
public sealed class MemoryStore(TimeProvider time) : IRegistryStore
{
    private Action<StoreRecord> apply = _ => { };

    /// <inheritdoc/>
    public Task StartAsync(Action<StoreRecord> apply, CancellationToken cancellation = default)
    {
        this.apply = apply;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task AppendAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var record in records)
        {
            apply(record with { Timestamp = now });
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
