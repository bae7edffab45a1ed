using System.Buffers;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Converters.Json;

namespace Ms2Lab.Connect.Runtime.Converters;

/// <summary>
/// <c>org.apache.kafka.connect.json.JsonConverter</c>: JSON, alone or in an envelope with its schema. What is read passes a fast
/// reader that knows the envelopes already seen by the bytes of their schema; whatever that one does not expect is read again by
/// the complete one, which gives Connect's answers and errors.
/// </summary>
public sealed class JsonConverter : KafkaConverter
{
    private const string NotAnEnvelope =
        "JsonConverter with schemas.enable requires \"schema\" and \"payload\" fields and may not contain additional fields."
        + " If you are trying to deserialize plain JSON data, set schemas.enable=false in your converter configuration.";

    private JsonConverterSettings _settings = JsonConverterSettings.Default;
    private JsonSchemaWriter _schemas = new(JsonConverterSettings.Default);
    private JsonEnvelopeCache _envelopes = new(JsonConverterSettings.Default.SchemaCacheSize);
    private Schema? _fixedSchema;

    /// <inheritdoc/>
    public override ConfigDef Config() => JsonConverterSettings.Define(base.Config());

    /// <inheritdoc/>
    public override byte[]? FromConnectData(string topic, ConnectHeaders? headers, Schema? schema, object? value)
    {
        if (schema is null && value is null)
        {
            return null;
        }

        var output = new ArrayBufferWriter<byte>(256);
        if (_settings.SchemasEnable)
        {
            output.Write("{\"schema\":"u8);
            output.Write(_schemas.Write(schema));
            output.Write(",\"payload\":"u8);
        }

        new JsonValueWriter(output, _settings).Write(schema, value);
        if (_settings.SchemasEnable)
        {
            output.Write("}"u8);
        }

        return output.WrittenSpan.ToArray();
    }

    /// <inheritdoc/>
    public override SchemaAndValue ToConnectData(string topic, ConnectHeaders? headers, byte[]? value)
    {
        if (value is null)
        {
            return SchemaAndValue.Null;
        }

        Schema? known = null;
        if (_settings.SchemasEnable && _fixedSchema is null && _envelopes.TryRead(value, _settings, out known, out var fast))
        {
            return new SchemaAndValue(known, fast);
        }

        var json = Parse(value);
        var reader = new JsonValueReader(_settings);
        if (!_settings.SchemasEnable)
        {
            return new SchemaAndValue(null, reader.Read(null, json));
        }

        if (_fixedSchema is not null)
        {
            return new SchemaAndValue(_fixedSchema, reader.Read(_fixedSchema, json));
        }

        if (json.Members is not { Count: 2 } members
            || !members.TryGetValue("schema", out var schemaNode) || !members.TryGetValue("payload", out var payload))
        {
            throw new DataException(NotAnEnvelope);
        }

        var schema = known ?? new JsonSchemaReader(reader).Read(schemaNode);
        _envelopes.Remember(value, schema);
        return new SchemaAndValue(schema, reader.Read(schema, payload));
    }

    /// <inheritdoc/>
    protected override void Configure(ConfigValues config)
    {
        _settings = JsonConverterSettings.Of(config);
        _schemas = new JsonSchemaWriter(_settings);
        _envelopes = new JsonEnvelopeCache(_settings.SchemaCacheSize);
        _fixedSchema = null;
        if (!string.IsNullOrEmpty(_settings.SchemaContent))
        {
            _fixedSchema = ReadFixedSchema(System.Text.Encoding.UTF8.GetBytes(_settings.SchemaContent));
        }
    }

    private Schema? ReadFixedSchema(byte[] content)
    {
        try
        {
            return new JsonSchemaReader(new JsonValueReader(_settings)).Read(JsonText.Parse(content));
        }
        catch (JavaException e)
        {
            throw new DataException("Failed to parse schema in converter config due to serialization error: ", e);
        }
    }

    private static JsonNode Parse(byte[] value)
    {
        try
        {
            return JsonText.Parse(value);
        }
        catch (JavaException e)
        {
            throw new DataException("Converting byte[] to Kafka Connect data failed due to serialization error: ", e);
        }
    }
}
