using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary><c>HeaderFrom</c>: copies or moves fields into headers.</summary>
public sealed class HeaderFrom(RecordPart part) : PartTransform(part)
{
    private readonly SchemaCache _schemas = new();
    private IReadOnlyList<string> _fields = [];
    private IReadOnlyList<string> _headers = [];
    private string _operation = "";

    private bool Moves => _operation == "move";

    /// <inheritdoc/>
    public override ConfigDef Config() => WithReplaceNull(new ConfigDef()
        .Define(
            "fields", ConfigDefType.List, ConfigDef.NoDefaultValue, Importance.High, "The fields to copy or move.", new NonEmptyList())
        .Define(
            "headers", ConfigDefType.List, ConfigDef.NoDefaultValue, Importance.High,
            "The headers' names, in the order of the fields.", new NonEmptyList())
        .Define(
            "operation", ConfigDefType.String, ConfigDef.NoDefaultValue, Importance.High,
            "move takes the fields away, copy leaves them.", ValidString.In("move", "copy")));

    /// <inheritdoc/>
    public override ConnectRecord? Apply(ConnectRecord record) =>
        SchemaOf(record) is { } schema ? ApplyWithSchema(record, schema) : ApplySchemaless(record);

    private protected override void Configure(ConfigValues config)
    {
        _fields = config.GetList("fields");
        _headers = config.GetList("headers");
        _operation = config.RequireString("operation");
        if (_fields.Count != _headers.Count)
        {
            throw new ConfigException("'fields' config must have the same number of elements as 'headers' config.");
        }
    }

    private ConnectRecord ApplySchemaless(ConnectRecord record)
    {
        var headers = record.Headers.Duplicate();
        var value = Require.Map(ValueOf(record), $"header {_operation}");
        var updated = new ConnectMap(value);
        foreach (var (field, header) in _fields.Zip(_headers))
        {
            if (Moves)
            {
                updated.Remove(field);
            }

            headers.Add(header, null, value[field]);
        }

        return With(record, null, updated, headers);
    }

    private ConnectRecord ApplyWithSchema(ConnectRecord record, Schema schema)
    {
        var headers = record.Headers.Duplicate();
        var value = Require.Struct(ValueOf(record), $"header {_operation}");
        var updated = value;
        if (Moves)
        {
            updated = new Struct(_schemas.Get(schema, MakeSchema));
            foreach (var field in updated.Schema.Fields)
            {
                updated.Put(field, FieldOf(value, value.Schema.Field(field.Name)!));
            }
        }

        foreach (var (name, header) in _fields.Zip(_headers))
        {
            var field = schema.Field(name) ?? throw new JavaException(
                "java.lang.NullPointerException",
                "Cannot invoke \"org.apache.kafka.connect.data.Field.schema()\" because the return value of \"org.apache.kafka.connect.data.Schema.field(String)\" is null");
            headers.Add(header, field.Schema, value.Schema.Field(name) is { } own ? FieldOf(value, own) : null);
        }

        return With(record, Moves ? updated.Schema : schema, updated, headers);
    }

    private Schema MakeSchema(Schema schema)
    {
        var builder = SchemaCopy.BasicsOf(schema, SchemaBuilder.Struct());
        foreach (var field in schema.Fields.Where(f => !_fields.Contains(f.Name)))
        {
            builder.Field(field.Name, field.Schema);
        }

        return builder.Build();
    }
}
