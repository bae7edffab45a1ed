using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.SchemaConverters.Serdes;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Connect.SchemaConverters.Json;

/// <summary><c>io.confluent.connect.json.JsonSchemaConverter</c>: JSON behind the id of a JSON Schema in a registry.</summary>
public sealed class JsonSchemaConverter : RegistryConverter
{
    private JsonDataReader? reader;
    private JsonDataWriter? writer;

    /// <summary>With a clock.</summary>
    public JsonSchemaConverter(TimeProvider time)
        : base(time)
    {
    }

    /// <summary>With the system's clock.</summary>
    public JsonSchemaConverter()
        : this(TimeProvider.System)
    {
    }

    private protected override ConverterTexts Texts { get; } = new(
        "Converting byte[] to Kafka Connect data failed due to serialization error of topic {0}: ",
        "Converting byte[] to Kafka Connect data failed due to serialization error of topic {0}: ",
        "Converting Kafka Connect data to byte[] failed due to serialization error of topic {0}: ",
        "Converting Kafka Connect data to byte[] failed due to serialization error of topic {0}: ", "Json data");

    private protected override void Configure(RegistryClient client, SubjectNames subjects, SerdeConfig config, bool isKey)
    {
        var options = JsonDataOptions.Of(config);
        reader = new JsonDataReader(client, subjects, config, options, isKey);
        writer = new JsonDataWriter(new SchemaIds(client, config, SerdeFormat.Json), subjects, config, options, isKey);
    }

    private protected override byte[]? Write(string topic, ConnectHeaders? headers, Schema? schema, object? value) =>
        Configured(writer).Write(topic, headers, schema, value);

    private protected override SchemaAndValue Read(string topic, ConnectHeaders? headers, byte[] value) => Configured(reader).Read(topic, headers, value);
}
