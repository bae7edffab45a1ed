using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Predicates;

/// <summary><c>RecordIsTombstone</c>: holds for records whose value is null.</summary>
public sealed class RecordIsTombstone : IPredicate
{
    /// <inheritdoc/>
    public ConfigDef Config() => new();

    /// <inheritdoc/>
    public void Configure(IReadOnlyDictionary<string, string> configs)
    {
    }

    /// <inheritdoc/>
    public bool Test(ConnectRecord record) => record.Value is null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
