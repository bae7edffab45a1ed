namespace Ms2Lab.Schemas.Registry.Store;

/// <summary>Keeps nothing beyond the process: the state in memory is all there is.</summary>
public sealed class MemoryStore : IRegistryStore
{
    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, string?>> ReadAll() => [];

    /// <inheritdoc/>
    public void Append(string key, string? value)
    {
        // The registry applies every record to its own state itself.
    }
}
