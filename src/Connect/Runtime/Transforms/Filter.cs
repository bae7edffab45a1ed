using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary><c>Filter</c>: drops every record that it gets; a predicate decides which.</summary>
public sealed class Filter : ITransformation
{
    /// <inheritdoc/>
    public ConfigDef Config() => new();

    /// <inheritdoc/>
    public void Configure(IReadOnlyDictionary<string, string> configs)
    {
    }

    /// <inheritdoc/>
    public ConnectRecord? Apply(ConnectRecord record) => null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
