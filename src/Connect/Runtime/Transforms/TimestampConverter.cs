using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary><c>TimestampConverter</c>: turns times of one form into another.</summary>
public sealed class TimestampConverter(RecordPart part) : PartTransform(part)
{
    private const string Purpose = "converting timestamp formats";

    private readonly SchemaCache _schemas = new();
    private TimestampForms _forms = TimestampForms.None;
    private string _field = "";

    /// <inheritdoc/>
    public override ConfigDef Config() => WithReplaceNull(new ConfigDef()
        .Define("field", ConfigDefType.String, "", Importance.High, "The field that holds the time; empty for the whole key or value.")
        .Define(
            "target.type", ConfigDefType.String, ConfigDef.NoDefaultValue, Importance.High, "The form to convert to.",
            ValidString.In("string", "unix", "Date", "Time", "Timestamp"))
        .Define("format", ConfigDefType.String, "", Importance.Medium, "The pattern of texts, as of SimpleDateFormat.")
        .Define(
            "unix.precision", ConfigDefType.String, "milliseconds", Importance.Low, "The unit of Unix times.",
            ValidString.In("nanoseconds", "microseconds", "milliseconds", "seconds")));

    /// <inheritdoc/>
    public override ConnectRecord? Apply(ConnectRecord record) =>
        SchemaOf(record) is { } schema ? ApplyWithSchema(record, schema) : ApplySchemaless(record);

    private protected override void Configure(ConfigValues config)
    {
        _field = config.RequireString("field");
        _forms = TimestampForms.Of(
            config.RequireString("target.type"), config.GetString("format") ?? "", config.RequireString("unix.precision"));
    }

    private ConnectRecord ApplySchemaless(ConnectRecord record)
    {
        var value = ValueOf(record);
        if (value is null || _field.Length == 0)
        {
            return With(record, null, _forms.Convert(value, null));
        }

        var map = Require.Map(value, Purpose);
        return With(record, null, new ConnectMap(map) { [_field] = _forms.Convert(map[_field], null) });
    }

    private ConnectRecord ApplyWithSchema(ConnectRecord record, Schema schema)
    {
        if (_field.Length == 0)
        {
            return With(
                record, _forms.TargetSchema(schema.IsOptional), _forms.Convert(ValueOf(record), TimestampForms.FormOf(schema)));
        }

        var value = Require.StructOrNull(ValueOf(record), Purpose);
        var updatedSchema = _schemas.Get(schema, MakeSchema);
        return With(record, updatedSchema, value is null ? null : Convert(value, updatedSchema));
    }

    private Schema MakeSchema(Schema schema)
    {
        var builder = SchemaCopy.BasicsOf(schema, SchemaBuilder.Struct());
        foreach (var field in schema.Fields)
        {
            builder.Field(field.Name, field.Name == _field ? _forms.TargetSchema(field.Schema.IsOptional) : field.Schema);
        }

        if (schema.IsOptional)
        {
            builder.Optional();
        }

        if (schema.DefaultValue is Struct defaultValue)
        {
            builder.DefaultValue(Convert(defaultValue, builder.Build()));
        }

        return builder.Build();
    }

    private Struct Convert(Struct value, Schema schema)
    {
        var updated = new Struct(schema);
        foreach (var field in value.Schema.Fields)
        {
            var fieldValue = FieldOf(value, field);
            updated.Put(
                field.Name, field.Name == _field ? _forms.Convert(fieldValue, TimestampForms.FormOf(field.Schema)) : fieldValue);
        }

        return updated;
    }
}
