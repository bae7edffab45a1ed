using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Jdbc.Sink;

/// <summary>The columns that records of one key schema and one value schema have.</summary>
internal sealed class FieldsMetadata
{
    private static readonly string[] KafkaNames = ["__connect_topic", "__connect_partition", "__connect_offset"];
    private readonly Dictionary<string, SinkField> _fields = new(StringComparer.Ordinal);
    private readonly List<string> _keys = [];
    private readonly List<string> _nonKeys = [];

    private FieldsMetadata()
    {
    }

    /// <summary>The key columns in configured order.</summary>
    public IReadOnlyList<string> Keys => _keys;

    /// <summary>The other columns in the value's order.</summary>
    public IReadOnlyList<string> NonKeys => _nonKeys;

    /// <summary>All columns in the order in which a table is created.</summary>
    public IReadOnlyList<SinkField> All { get; private set; } = [];

    /// <summary>The column of that name.</summary>
    public SinkField this[string name] => _fields[name];

    /// <summary>Works the columns out.</summary>
    /// <exception cref="ConnectException">The configured key does not fit the schemas, or there are no columns.</exception>
    public static FieldsMetadata Extract(string table, JdbcSinkConfig config, Schema? keySchema, Schema? valueSchema)
    {
        if (valueSchema is not null && valueSchema.Type is not (SchemaType.Struct or SchemaType.String))
        {
            throw new ConnectException("Value schema must be of type Struct or String");
        }

        var result = new FieldsMetadata();
        switch (config.PkMode)
        {
            case PrimaryKeyMode.Kafka:
                result.AddKafkaKey(table, config.PkFields);
                break;
            case PrimaryKeyMode.RecordKey:
                result.AddRecordKey(table, config.PkFields, keySchema);
                break;
            case PrimaryKeyMode.RecordValue:
                result.AddValueKey(table, config.PkFields, valueSchema);
                break;
        }

        var valueNames = result.AddValue(table, config, valueSchema);
        if (result._fields.Count == 0)
        {
            throw new ConnectException("No fields found using key and value schemas for table: " + table);
        }

        var first = KafkaNames.Concat(valueNames).Where(result._fields.ContainsKey).Distinct().ToList();
        var rest = result._fields.Keys.Except(first).Order(StringComparer.Ordinal);
        result.All = [.. first.Concat(rest).Select(n => result._fields[n])];
        return result;
    }

    private void AddKafkaKey(string table, IReadOnlyList<string> fields)
    {
        if (fields.Count is not (0 or 3))
        {
            throw new ConnectException(
                $"PK mode for table '{table}' is KAFKA so there should either be no field names defined for defaults "
                + $"{JavaText.Of(KafkaNames)} to be applicable, or exactly 3, defined fields are: {JavaText.Of(fields)}");
        }

        var names = fields.Count == 0 ? KafkaNames : fields;
        AddKey(names[0], Schema.StringSchema);
        AddKey(names[1], Schema.Int32Schema);
        AddKey(names[2], Schema.Int64Schema);
    }

    private void AddRecordKey(string table, IReadOnlyList<string> fields, Schema? schema)
    {
        if (schema is null)
        {
            throw new ConnectException($"PK mode for table '{table}' is RECORD_KEY, but record key schema is missing");
        }

        if (schema.Type.IsPrimitive())
        {
            if (fields.Count != 1)
            {
                throw new ConnectException(
                    "Need exactly one PK column defined since the key schema for records is a primitive type, "
                    + $"defined columns are: {JavaText.Of(fields)}");
            }

            AddKey(fields[0], schema);
        }
        else if (schema.Type == SchemaType.Struct)
        {
            AddKeyFields(table, "RECORD_KEY", "key", fields, schema);
        }
        else
        {
            throw new ConnectException("Key schema must be primitive type or Struct, but is of type: " + schema.Type.Name());
        }
    }

    private void AddValueKey(string table, IReadOnlyList<string> fields, Schema? schema)
    {
        switch (schema?.Type)
        {
            case null:
                throw new ConnectException($"PK mode for table '{table}' is RECORD_VALUE, but record value schema is missing");
            case SchemaType.String:
                throw new ConnectException("pk.mode record_value is not supported with String value schemas");
            default:
                AddKeyFields(table, "RECORD_VALUE", "value", fields, schema);
                break;
        }
    }

    private void AddKeyFields(string table, string mode, string part, IReadOnlyList<string> fields, Schema schema)
    {
        if (fields.FirstOrDefault(f => schema.Field(f) is null) is { } missing)
        {
            throw new ConnectException(
                $"PK mode for table '{table}' is {mode} with configured PK fields {JavaText.Of(fields)}, "
                + $"but record {part} schema does not contain field: {missing}");
        }

        foreach (var field in fields.Count == 0 ? schema.Fields : fields.Select(f => schema.Field(f)!))
        {
            AddKey(field.Name, field.Schema);
        }
    }

    private void AddKey(string name, Schema schema)
    {
        if (_fields.TryAdd(name, new SinkField(schema, name, true)))
        {
            _keys.Add(name);
        }
    }

    private IEnumerable<string> AddValue(string table, JdbcSinkConfig config, Schema? schema)
    {
        if (schema is null)
        {
            return [];
        }

        if (schema.Type == SchemaType.String)
        {
            var column = config.StringColumn;
            if (!_fields.TryAdd(column, new SinkField(Schema.OptionalStringSchema, column, false)))
            {
                throw new ConnectException(
                    $"Configured string.output.value.column.name '{column}' conflicts with a primary key column for table '{table}'");
            }

            _nonKeys.Add(column);
            return [column];
        }

        foreach (var field in schema.Fields)
        {
            if ((config.FieldsWhitelist.Count == 0 || config.FieldsWhitelist.Contains(field.Name))
                && _fields.TryAdd(field.Name, new SinkField(field.Schema, field.Name, false)))
            {
                _nonKeys.Add(field.Name);
            }
        }

        return schema.Fields.Select(f => f.Name);
    }
}
