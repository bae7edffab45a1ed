using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary><c>DropHeaders</c>: removes all headers of some names.</summary>
public sealed class DropHeaders : ITransformation
{
    private const string HeadersKey = "headers";

    private HashSet<string> _names = [];

    /// <inheritdoc/>
    public ConfigDef Config() => new ConfigDef().Define(
        HeadersKey, ConfigDefType.List, ConfigDef.NoDefaultValue, Importance.High, "The names of the headers to remove.",
        ValidList.AnyNonDuplicateValues(false, false));

    /// <inheritdoc/>
    public void Configure(IReadOnlyDictionary<string, string> configs) =>
        _names = new HashSet<string>(Config().Parse(configs).GetList(HeadersKey), StringComparer.Ordinal);

    /// <inheritdoc/>
    public ConnectRecord? Apply(ConnectRecord record) => record.NewRecord(
        record.Topic, record.KafkaPartition, record.KeySchema, record.Key, record.ValueSchema, record.Value, record.Timestamp,
        record.Headers.Where(h => !_names.Contains(h.Key)));

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
