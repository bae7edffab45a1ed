using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary>The base of transforms that exist once for keys and once for values.</summary>
public abstract class PartTransform : ITransformation
{
    internal const string ReplaceNullKey = "replace.null.with.default";

    private readonly RecordPart _part;

    private protected PartTransform(RecordPart part) => _part = part;

    /// <summary>Whether fields that are null are read as their default.</summary>
    private protected bool ReplaceNull { get; private set; } = true;

    /// <inheritdoc/>
    public abstract ConfigDef Config();

    /// <inheritdoc/>
    public void Configure(IReadOnlyDictionary<string, string> configs)
    {
        var config = Config().Parse(configs);
        ReplaceNull = !config.Values.TryGetValue(ReplaceNullKey, out var replace) || replace is true;
        Configure(config);
    }

    /// <inheritdoc/>
    public abstract ConnectRecord? Apply(ConnectRecord record);

    /// <inheritdoc/>
    public void Dispose() => GC.SuppressFinalize(this);

    /// <summary>Takes the parsed settings.</summary>
    private protected abstract void Configure(ConfigValues config);

    private protected Schema? SchemaOf(ConnectRecord record) => _part == RecordPart.Key ? record.KeySchema : record.ValueSchema;

    private protected object? ValueOf(ConnectRecord record) => _part == RecordPart.Key ? record.Key : record.Value;

    private protected object? FieldOf(Struct value, Field field) => ReplaceNull ? value.Get(field) : value.GetWithoutDefault(field);

    private protected ConnectRecord With(ConnectRecord record, Schema? schema, object? value, IEnumerable<Header>? headers = null) =>
        _part == RecordPart.Key
            ? record.NewRecord(
                record.Topic, record.KafkaPartition, schema, value, record.ValueSchema, record.Value, record.Timestamp, headers)
            : record.NewRecord(record.Topic, record.KafkaPartition, record.KeySchema, record.Key, schema, value, record.Timestamp, headers);

    /// <summary>Adds the setting <c>replace.null.with.default</c>.</summary>
    private protected static ConfigDef WithReplaceNull(ConfigDef config) => config.Define(
        ReplaceNullKey, ConfigDefType.Boolean, true, Importance.Medium, "Whether fields that are null are read as their default.");
}
