using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary><c>Cast</c>: gives fields, or the whole key or value, another type.</summary>
public sealed class Cast(RecordPart part) : PartTransform(part)
{
    private const string Purpose = "cast types";
    private const string SpecKey = "spec";

    private readonly SchemaCache _schemas = new();
    private CastSpec _spec = CastSpec.None;

    /// <inheritdoc/>
    public override ConfigDef Config() => WithReplaceNull(new ConfigDef().Define(
        SpecKey, ConfigDefType.List, ConfigDef.NoDefaultValue, Importance.High,
        "Pairs field:type, or a single type for the whole key or value.",
        new LambdaValidator(EnsureValid, () => "list of colon-delimited pairs, e.g. <code>foo:bar,abc:xyz</code>")));

    /// <inheritdoc/>
    public override ConnectRecord? Apply(ConnectRecord record)
    {
        if (ValueOf(record) is not { } value)
        {
            return record;
        }

        return SchemaOf(record) is { } schema ? ApplyWithSchema(record, schema, value) : ApplySchemaless(record, value);
    }

    private protected override void Configure(ConfigValues config) => _spec = CastSpec.Parse(config.GetList(SpecKey));

    private static void EnsureValid(string name, object? value)
    {
        if (value is not IReadOnlyList<string> { Count: > 0 } spec)
        {
            throw new ConfigException("Must specify at least one field to cast.");
        }

        CastSpec.Parse(spec);
    }

    private ConnectRecord ApplySchemaless(ConnectRecord record, object value)
    {
        if (_spec.Whole is { } whole)
        {
            return With(record, null, CastValue.To(whole, null, value));
        }

        var map = Require.Map(value, Purpose);
        var updated = new ConnectMap(map);
        foreach (var (field, type) in _spec.Fields)
        {
            updated[field] = CastValue.To(type, null, map[field]);
        }

        return With(record, null, updated);
    }

    private ConnectRecord ApplyWithSchema(ConnectRecord record, Schema schema, object value)
    {
        var updatedSchema = _schemas.Get(schema, MakeSchema);
        if (_spec.Whole is { } whole)
        {
            return With(record, updatedSchema, CastValue.To(whole, schema, value));
        }

        var original = Require.Struct(value, Purpose);
        var updated = new Struct(updatedSchema);
        foreach (var field in original.Schema.Fields)
        {
            var fieldValue = FieldOf(original, field);
            updated.Put(
                updatedSchema.Field(field.Name)!,
                _spec.Fields.TryGetValue(field.Name, out var type) ? CastValue.To(type, field.Schema, fieldValue) : fieldValue);
        }

        return With(record, updatedSchema, updated);
    }

    private Schema MakeSchema(Schema schema)
    {
        var builder = SchemaCopy.BasicsOf(schema, new SchemaBuilder(_spec.Whole ?? SchemaType.Struct));
        if (_spec.Whole is null)
        {
            foreach (var field in schema.Fields)
            {
                builder.Field(
                    field.Name, _spec.Fields.TryGetValue(field.Name, out var type) ? MakeFieldSchema(field.Schema, type) : field.Schema);
            }
        }

        return Finish(builder, schema).Build();
    }

    private static Schema MakeFieldSchema(Schema schema, SchemaType type) => Finish(new SchemaBuilder(type), schema).Build();

    private static SchemaBuilder Finish(SchemaBuilder builder, Schema schema)
    {
        if (schema.IsOptional)
        {
            builder.Optional();
        }

        return schema.DefaultValue is null ? builder : builder.DefaultValue(CastValue.To(builder.Type, schema, schema.DefaultValue));
    }
}
