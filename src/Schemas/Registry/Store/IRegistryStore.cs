namespace Ms2Lab.Schemas.Registry.Store;

/// <summary>Where a registry keeps its state: keyed JSON records of which the last one of each key counts, as in a compacted topic.</summary>
public interface IRegistryStore
{
    /// <summary>All records in the order they were written; a null value removes its key.</summary>
    public IEnumerable<KeyValuePair<string, string?>> ReadAll();

    /// <summary>Writes one record; returns when it is safe.</summary>
    public void Append(string key, string? value);
}
