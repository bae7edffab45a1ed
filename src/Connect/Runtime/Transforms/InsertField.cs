using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary><c>InsertField</c>: adds fields with the record's coordinates, its timestamp or a fixed text.</summary>
public sealed class InsertField(RecordPart part) : PartTransform(part)
{
    private const string Purpose = "field insertion";

    private static readonly Schema OptionalTimestamp = TimestampLogical.Builder().Optional().Build();

    private readonly SchemaCache _schemas = new();
    private Insertion? _topic;
    private Insertion? _partition;
    private Insertion? _offset;
    private Insertion? _timestamp;
    private Insertion? _static;
    private string? _staticValue;

    /// <inheritdoc/>
    public override ConfigDef Config()
    {
        var config = new ConfigDef();
        foreach (var (name, documentation) in (ReadOnlySpan<(string, string)>)
            [
                ("topic.field", "The field for the topic; ! behind its name makes it required, ? or nothing optional."),
                ("partition.field", "The field for the partition; ! behind its name makes it required, ? or nothing optional."),
                ("offset.field", "The field for the offset, in sinks only; ! behind its name makes it required, ? or nothing optional."),
                ("timestamp.field", "The field for the record's timestamp; ! behind its name makes it required, ? or nothing optional."),
                ("static.field", "The field for the fixed text; ! behind its name makes it required, ? or nothing optional."),
                ("static.value", "The fixed text."),
            ])
        {
            config.Define(name, ConfigDefType.String, null, Importance.Medium, documentation);
        }

        return WithReplaceNull(config);
    }

    /// <inheritdoc/>
    public override ConnectRecord? Apply(ConnectRecord record)
    {
        if (ValueOf(record) is not { } value)
        {
            return record;
        }

        if (SchemaOf(record) is null)
        {
            var map = new ConnectMap(Require.Map(value, Purpose));
            Insert(record, (name, inserted) => map[name] = inserted is Instant t ? t.EpochMilliseconds : inserted);
            return With(record, null, map);
        }

        var original = Require.Struct(value, Purpose);
        var updated = new Struct(_schemas.Get(original.Schema, MakeSchema));
        foreach (var field in original.Schema.Fields)
        {
            updated.Put(field.Name, FieldOf(original, field));
        }

        Insert(record, (name, inserted) => updated.Put(name, inserted));
        return With(record, updated.Schema, updated);
    }

    private protected override void Configure(ConfigValues config)
    {
        _topic = Insertion.Parse(config.GetString("topic.field"));
        _partition = Insertion.Parse(config.GetString("partition.field"));
        _offset = Insertion.Parse(config.GetString("offset.field"));
        _timestamp = Insertion.Parse(config.GetString("timestamp.field"));
        _static = Insertion.Parse(config.GetString("static.field"));
        _staticValue = config.GetString("static.value");
        if (_topic is null && _partition is null && _offset is null && _timestamp is null && _static is null)
        {
            throw new ConfigException("No field insertion configured");
        }

        if (_static is not null && _staticValue is null)
        {
            throw new ConfigException("static.value", null, $"No value specified for static field: {_static}");
        }
    }

    private void Insert(ConnectRecord record, Action<string, object?> put)
    {
        if (_topic is not null)
        {
            put(_topic.Name, record.Topic);
        }

        if (_partition is not null && record.KafkaPartition is { } partition)
        {
            put(_partition.Name, partition);
        }

        if (_offset is not null)
        {
            put(_offset.Name, Require.SinkRecord(record, Purpose).KafkaOffset);
        }

        if (_timestamp is not null && record.Timestamp is { } timestamp)
        {
            put(_timestamp.Name, new Instant(timestamp));
        }

        if (_static is not null)
        {
            put(_static.Name, _staticValue);
        }
    }

    private Schema MakeSchema(Schema schema)
    {
        var builder = SchemaCopy.BasicsOf(schema, SchemaBuilder.Struct());
        foreach (var field in schema.Fields)
        {
            builder.Field(field.Name, field.Schema);
        }

        Add(_topic, Schema.StringSchema, Schema.OptionalStringSchema);
        Add(_partition, Schema.Int32Schema, Schema.OptionalInt32Schema);
        Add(_offset, Schema.Int64Schema, Schema.OptionalInt64Schema);
        Add(_timestamp, TimestampLogical.Schema, OptionalTimestamp);
        Add(_static, Schema.StringSchema, Schema.OptionalStringSchema);
        return builder.Build();

        void Add(Insertion? insertion, Schema required, Schema optional)
        {
            if (insertion is not null)
            {
                builder.Field(insertion.Name, insertion.Optional ? optional : required);
            }
        }
    }

    private sealed record Insertion(string Name, bool Optional)
    {
        public static Insertion? Parse(string? spec) => spec switch
        {
            null => null,
            [.. var name, '?'] => new Insertion(name, true),
            [.. var name, '!'] => new Insertion(name, false),
            _ => new Insertion(spec, true),
        };
    }
}
