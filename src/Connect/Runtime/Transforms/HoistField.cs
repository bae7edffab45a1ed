using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary><c>HoistField</c>: wraps the key or value into a struct or map of one field.</summary>
public sealed class HoistField(RecordPart part) : PartTransform(part)
{
    private const string FieldKey = "field";

    private readonly SchemaCache _schemas = new();
    private string _field = "";

    /// <inheritdoc/>
    public override ConfigDef Config() => new ConfigDef().Define(
        FieldKey, ConfigDefType.String, ConfigDef.NoDefaultValue, Importance.Medium, "The name of the field that is made.");

    /// <inheritdoc/>
    public override ConnectRecord? Apply(ConnectRecord record)
    {
        if (SchemaOf(record) is not { } schema)
        {
            return With(record, null, new ConnectMap { [_field] = ValueOf(record) });
        }

        var updated = new Struct(_schemas.Get(schema, s => SchemaBuilder.Struct().Field(_field, s).Build()));
        return With(record, updated.Schema, updated.Put(_field, ValueOf(record)));
    }

    private protected override void Configure(ConfigValues config) => _field = config.RequireString(FieldKey);
}
