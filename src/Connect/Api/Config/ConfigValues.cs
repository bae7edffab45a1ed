namespace Ms2Lab.Connect.Api;

/// <summary>The parsed values of a configuration with typed access, and the texts that they came from.</summary>
public sealed class ConfigValues(IReadOnlyDictionary<string, object?> values, IReadOnlyDictionary<string, string> originals)
{
    /// <summary>All values by name.</summary>
    public IReadOnlyDictionary<string, object?> Values { get; } = values;

    /// <summary>The configuration as it was given.</summary>
    public IReadOnlyDictionary<string, string> Originals { get; } = originals;

    /// <summary>The value of a defined setting.</summary>
    /// <exception cref="ConfigException">There is no such setting.</exception>
    public object? Get(string name) =>
        Values.TryGetValue(name, out var value) ? value : throw new ConfigException($"Unknown configuration '{name}'");

    /// <summary>A text or class name, null if the default is null.</summary>
    public string? GetString(string name) => (string?)Get(name);

    /// <summary>A text that has a default or is required.</summary>
    public string RequireString(string name) => GetString(name) ?? throw new ConfigException(name, null);

    /// <summary>An INT.</summary>
    public int GetInt(string name) => (int)Get(name)!;

    /// <summary>An INT whose default may be null.</summary>
    public int? GetNullableInt(string name) => (int?)Get(name);

    /// <summary>A SHORT.</summary>
    public short GetShort(string name) => (short)Get(name)!;

    /// <summary>A LONG.</summary>
    public long GetLong(string name) => (long)Get(name)!;

    /// <summary>A DOUBLE.</summary>
    public double GetDouble(string name) => (double)Get(name)!;

    /// <summary>A BOOLEAN.</summary>
    public bool GetBoolean(string name) => (bool)Get(name)!;

    /// <summary>A LIST; empty if its value is null.</summary>
    public IReadOnlyList<string> GetList(string name) => (IReadOnlyList<string>?)Get(name) ?? [];

    /// <summary>A PASSWORD, null if the default is null.</summary>
    public Password? GetPassword(string name) => (Password?)Get(name);

    /// <summary>The given texts whose names start with a prefix, without it.</summary>
    public IReadOnlyDictionary<string, string> OriginalsWithPrefix(string prefix) => Originals
        .Where(p => p.Key.StartsWith(prefix, StringComparison.Ordinal) && p.Key.Length > prefix.Length)
        .ToDictionary(p => p.Key[prefix.Length..], p => p.Value, StringComparer.Ordinal);
}
