using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary><c>SetSchemaMetadata</c>: gives the schema a name, a version or both.</summary>
public sealed class SetSchemaMetadata(RecordPart part) : PartTransform(part)
{
    private readonly SchemaCache _schemas = new();
    private string? _name;
    private int? _version;

    /// <inheritdoc/>
    public override ConfigDef Config() => WithReplaceNull(new ConfigDef()
        .Define("schema.name", ConfigDefType.String, null, Importance.High, "The schema's name.")
        .Define("schema.version", ConfigDefType.Int, null, Importance.High, "The schema's version."));

    /// <inheritdoc/>
    public override ConnectRecord? Apply(ConnectRecord record)
    {
        var value = ValueOf(record);
        var schema = SchemaOf(record);
        if (value is null && schema is null)
        {
            return record;
        }

        Require.Schema(schema, "updating schema metadata");
        var updatedSchema = _schemas.Get(schema!, MakeSchema);
        return With(record, updatedSchema, value is Struct original ? Copy(original, updatedSchema) : value);
    }

    private protected override void Configure(ConfigValues config)
    {
        _name = config.GetString("schema.name");
        _version = config.GetNullableInt("schema.version");
        if (_name is null && _version is null)
        {
            throw new ConfigException("Neither schema name nor version configured");
        }
    }

    // Asking a scalar for its fields fails, in Connect as here: only structs can be given a name.
    private Schema MakeSchema(Schema schema) => new(
        schema.Type, schema.IsOptional, schema.DefaultValue, _name ?? schema.Name, _version ?? schema.Version, schema.Doc,
        schema.Parameters, schema.Fields);

    private Struct Copy(Struct original, Schema schema)
    {
        var copy = new Struct(schema);
        foreach (var field in schema.Fields)
        {
            copy.Put(field, FieldOf(original, field));
        }

        return copy;
    }
}
