using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary><c>ValueToKey</c>: makes the key of fields of the value.</summary>
public sealed class ValueToKey : ITransformation
{
    private const string Purpose = "copying fields from value to key";

    private readonly SchemaCache _schemas = new();
    private IReadOnlyList<string> _fields = [];
    private bool _replaceNull = true;

    /// <inheritdoc/>
    public ConfigDef Config() => new ConfigDef()
        .Define(
            "fields", ConfigDefType.List, ConfigDef.NoDefaultValue, Importance.High, "The fields of the value that make the key.",
            ValidList.AnyNonDuplicateValues(false, false))
        .Define(
            PartTransform.ReplaceNullKey, ConfigDefType.Boolean, true, Importance.Medium,
            "Whether fields that are null are read as their default.");

    /// <inheritdoc/>
    public void Configure(IReadOnlyDictionary<string, string> configs)
    {
        var config = Config().Parse(configs);
        _fields = config.GetList("fields");
        _replaceNull = config.GetBoolean(PartTransform.ReplaceNullKey);
    }

    /// <inheritdoc/>
    public ConnectRecord? Apply(ConnectRecord record)
    {
        if (record.ValueSchema is null)
        {
            var map = Require.Map(record.Value, Purpose);
            var mapKey = new ConnectMap(_fields.Count);
            foreach (var field in _fields)
            {
                mapKey[field] = map[field];
            }

            return WithKey(record, null, mapKey);
        }

        var value = Require.Struct(record.Value, Purpose);
        var key = new Struct(_schemas.Get(value.Schema, MakeSchema));
        foreach (var field in key.Schema.Fields)
        {
            key.Put(field, _replaceNull ? value.Get(field.Name) : value.GetWithoutDefault(field.Name));
        }

        return WithKey(record, key.Schema, key);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static ConnectRecord WithKey(ConnectRecord record, Schema? schema, object key) => record.NewRecord(
        record.Topic, record.KafkaPartition, schema, key, record.ValueSchema, record.Value, record.Timestamp);

    private Schema MakeSchema(Schema schema)
    {
        var builder = SchemaBuilder.Struct();
        foreach (var name in _fields)
        {
            builder.Field(name, (schema.Field(name) ?? throw new DataException($"Field does not exist: {name}")).Schema);
        }

        return builder.Build();
    }
}
