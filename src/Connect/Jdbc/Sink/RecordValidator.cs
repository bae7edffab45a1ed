using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Jdbc.Sink;

/// <summary>Refuses records that lack the key or the value that the configuration needs.</summary>
internal sealed class RecordValidator(JdbcSinkConfig config)
{
    private readonly bool _needsKey = config.DeleteEnabled || config.PkMode == PrimaryKeyMode.RecordKey;
    private readonly bool _needsValue =
        !config.DeleteEnabled || config.PkMode is PrimaryKeyMode.None or PrimaryKeyMode.RecordValue;

    /// <summary>Passes, or throws.</summary>
    /// <exception cref="ConnectException">The record cannot be written, whatever the database says.</exception>
    public void Validate(SinkRecord record)
    {
        if (_needsKey)
        {
            CheckKey(record);
        }

        if (_needsValue)
        {
            CheckValue(record);
        }
    }

    private void CheckKey(SinkRecord record)
    {
        var schema = record.KeySchema;
        if (record.Key is null || schema is null || !(schema.Type == SchemaType.Struct || schema.Type.IsPrimitive()))
        {
            throw Refuse(record, "a non-null key and non-null Struct or primitive key schema", record.Key, schema, "key");
        }
    }

    private void CheckValue(SinkRecord record)
    {
        switch (record.Value, record.ValueSchema?.Type)
        {
            case (Struct, SchemaType.Struct):
                return;
            case (string, SchemaType.String):
                CheckOptionsOfText();
                return;
            default:
                throw Refuse(
                    record, "a non-null Struct or String value and non-null Struct or String schema", record.Value, record.ValueSchema, "value");
        }
    }

    private void CheckOptionsOfText()
    {
        var options = new List<string>();
        if (config.FieldsWhitelist.Count > 0)
        {
            options.Add(SinkSettings.FieldsWhitelist);
        }

        if (config.TimestampFields.Count > 0)
        {
            options.Add(SinkSettings.TimestampFields);
        }

        if (options.Count > 0)
        {
            throw new ConnectException(
                $"Sink connector '{config.ConnectorName}' is configured with field-level options that are not applicable to String values: "
                + $"{string.Join(", ", options)}. Remove these options, or have the upstream producer emit Struct values instead.");
        }
    }

    private ConnectException Refuse(SinkRecord record, string needs, object? found, Schema? schema, string part) => new(
        $"Sink connector '{config.ConnectorName}' is configured with 'delete.enabled={(config.DeleteEnabled ? "true" : "false")}' and "
        + $"'pk.mode={config.PkModeName}' and therefore requires records with {needs}, but found record at "
        + $"(topic='{record.Topic}',partition={JavaText.Of(record.KafkaPartition)},offset={record.KafkaOffset},"
        + $"timestamp={JavaText.Of(record.Timestamp)}) with a {SimpleName(found)} {part} and {TypeName(schema)} {part} schema.");

    private static string SimpleName(object? value)
    {
        if (value is byte[])
        {
            return "byte[]";
        }

        var name = JavaClass.NameOf(value);
        return name[(name.LastIndexOf('.') + 1)..];
    }

    private static string TypeName(Schema? schema) => schema is null ? "null" : schema.Type.Name().ToLowerInvariant();
}
