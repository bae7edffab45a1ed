using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;

namespace Ms2Lab.Connect.Jdbc.Sink;

/// <summary>Finds out where the values of columns come from.</summary>
internal sealed class RowColumns(
    JdbcSinkConfig config, FieldsMetadata fields, Schema? keySchema, Schema? valueSchema, IdentifierQuotes quotes)
{
    private readonly ColumnTypes _types = new(config.TimestampFields);

    /// <summary>The key columns.</summary>
    public RowColumn[] Keys() => [.. fields.Keys.Select((name, index) => Column(name, KeySource(name, index)))];

    /// <summary>The other columns.</summary>
    public RowColumn[] NonKeys() => [.. fields.NonKeys.Select(name => Column(name, ValueSource(name)))];

    private RowColumn Column(string name, Func<SinkRecord, object?> source) =>
        new(quotes.Quote(name), fields[name].Schema, _types.IsListedTimestamp(fields[name]), source);

    private Func<SinkRecord, object?> KeySource(string name, int index)
    {
        switch (config.PkMode)
        {
            case PrimaryKeyMode.Kafka:
                return index switch
                {
                    0 => record => record.Topic,
                    1 => record => record.KafkaPartition,
                    _ => record => record.KafkaOffset,
                };
            case PrimaryKeyMode.RecordKey when keySchema!.Type != SchemaType.Struct:
                return record => record.Key;
            case PrimaryKeyMode.RecordKey:
                var keyField = keySchema.Field(name)!;
                return record => ((Struct)record.Key!).Get(keyField);
            default:
                var valueField = valueSchema!.Field(name)!;
                return record => ((Struct)record.Value!).Get(valueField);
        }
    }

    private Func<SinkRecord, object?> ValueSource(string name)
    {
        if (valueSchema!.Type != SchemaType.Struct)
        {
            return record => record.Value;
        }

        var field = valueSchema.Field(name)!;
        return config.ReplaceNullWithDefault
            ? record => ((Struct)record.Value!).Get(field)
            : record => ((Struct)record.Value!).GetWithoutDefault(field);
    }
}
