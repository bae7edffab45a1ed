using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary><c>InsertHeader</c>: adds a header with a value inferred from its text.</summary>
public sealed class InsertHeader : ITransformation
{
    private string _name = "";
    private SchemaAndValue _value;

    /// <inheritdoc/>
    public ConfigDef Config() => new ConfigDef()
        .Define("header", ConfigDefType.String, ConfigDef.NoDefaultValue, Importance.High, "The header's name.", new NonNull())
        .Define(
            "value.literal", ConfigDefType.String, ConfigDef.NoDefaultValue, Importance.High,
            "The text of the header's value; numbers, booleans, times, lists and maps are recognised.", new NonNull());

    /// <inheritdoc/>
    public void Configure(IReadOnlyDictionary<string, string> configs)
    {
        var config = Config().Parse(configs);
        _name = config.RequireString("header");
        _value = Values.ParseString(config.GetString("value.literal"));
    }

    /// <inheritdoc/>
    public ConnectRecord? Apply(ConnectRecord record) => record.NewRecord(
        record.Topic, record.KafkaPartition, record.KeySchema, record.Key, record.ValueSchema, record.Value, record.Timestamp,
        record.Headers.Duplicate().Add(new Header(_name, _value.Schema, _value.Value)));

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
