using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary><c>Flatten</c>: lifts nested fields to the top, their names joined by a delimiter.</summary>
public sealed class Flatten(RecordPart part) : PartTransform(part)
{
    private const string Purpose = "flattening";
    private const string DelimiterKey = "delimiter";

    private readonly SchemaCache _schemas = new();
    private string _delimiter = ".";

    /// <inheritdoc/>
    public override ConfigDef Config() => new ConfigDef().Define(
        DelimiterKey, ConfigDefType.String, ".", Importance.Medium, "What joins the names of nested fields.");

    /// <inheritdoc/>
    public override ConnectRecord? Apply(ConnectRecord record)
    {
        if (ValueOf(record) is not { } value)
        {
            return record;
        }

        if (SchemaOf(record) is not { } schema)
        {
            var flat = ConnectMap.Linked();
            AddEntries(Require.Map(value, Purpose), "", flat);
            return With(record, null, flat);
        }

        var original = Require.Struct(value, Purpose);
        var updated = new Struct(_schemas.Get(schema, MakeSchema));
        AddFields(original, "", updated);
        return With(record, updated.Schema, updated);
    }

    private protected override void Configure(ConfigValues config) => _delimiter = config.RequireString(DelimiterKey);

    private void AddEntries(ConnectMap source, string prefix, ConnectMap target)
    {
        foreach (var (key, value) in source)
        {
            var name = NameOf(prefix, (string)key!);
            switch (value)
            {
                case ConnectMap nested:
                    AddEntries(nested, name, target);
                    break;
                case Struct:
                    throw new DataException(
                        $"Flatten transformation does not support class {JavaClass.NameOf(value)} for record without schemas (for field {name}).");
                default:
                    target[name] = value is null || SchemaTypes.Of(value) is not null
                        ? value
                        : throw new DataException(
                            $"Flatten transformation was passed a value of type class {JavaClass.NameOf(value)} which is not supported by Connect's data API");
                    break;
            }
        }
    }

    private void AddFields(Struct source, string prefix, Struct target)
    {
        foreach (var field in source.Schema.Fields)
        {
            var name = NameOf(prefix, field.Name);
            if (field.Schema.Type != SchemaType.Struct)
            {
                target.Put(name, source.Get(field));
            }
            else if (source.GetWithoutDefault(field) is Struct nested)
            {
                AddFields(nested, name, target);
            }
        }
    }

    private Schema MakeSchema(Schema schema)
    {
        var builder = SchemaCopy.BasicsOf(schema, SchemaBuilder.Struct());
        AddFieldSchemas(schema, "", builder, schema.IsOptional, (Struct?)schema.DefaultValue);
        return builder.Build();
    }

    private void AddFieldSchemas(Schema schema, string prefix, SchemaBuilder builder, bool optional, Struct? parentDefault)
    {
        foreach (var field in schema.Fields)
        {
            var name = NameOf(prefix, field.Name);
            var fieldOptional = optional || field.Schema.IsOptional;
            var defaultValue = field.Schema.DefaultValue ?? parentDefault?.Get(field);
            switch (field.Schema.Type)
            {
                case SchemaType.Struct:
                    field.Schema.RequireEnd();
                    AddFieldSchemas(field.Schema, name, builder, fieldOptional, (Struct?)defaultValue);
                    break;
                case SchemaType.Map:
                    throw new DataException(
                        $"Flatten transformation does not support MAP for record with schemas (for field {name}).");
                default:
                    builder.Field(name, FieldSchema(field.Schema, fieldOptional, defaultValue));
                    break;
            }
        }
    }

    private static Schema FieldSchema(Schema schema, bool optional, object? defaultValue)
    {
        var builder = SchemaCopy.BasicsOf(schema);
        if (optional)
        {
            builder.Optional();
        }

        return (defaultValue is null ? builder : builder.DefaultValue(defaultValue)).Build();
    }

    private string NameOf(string prefix, string name) => prefix.Length == 0 ? name : prefix + _delimiter + name;
}
