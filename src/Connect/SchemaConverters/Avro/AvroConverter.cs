using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.SchemaConverters.Serdes;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Connect.SchemaConverters.Avro;

/// <summary>
/// <c>io.confluent.connect.avro.AvroConverter</c>: Avro's binary form behind the id of a schema in a registry. Bytes become Structs
/// at once, by a plan that is made once for each topic and id.
/// </summary>
public sealed class AvroConverter : RegistryConverter
{
    private AvroDataReader? reader;
    private AvroDataWriter? writer;

    /// <summary>With a clock.</summary>
    public AvroConverter(TimeProvider time)
        : base(time)
    {
    }

    /// <summary>With the system's clock.</summary>
    public AvroConverter()
        : this(TimeProvider.System)
    {
    }

    private protected override ConverterTexts Texts { get; } = new(
        "Failed to deserialize data for topic {0} to Avro:", "Failed to deserialize data for topic {0} to Avro: ",
        "Failed to serialize Avro data from topic {0}:", "Failed to serialize Avro data from topic {0} :", "Avro data");

    private protected override void Configure(RegistryClient client, SubjectNames subjects, SerdeConfig config, bool isKey)
    {
        var options = AvroDataOptions.Of(config);
        reader = new AvroDataReader(client, subjects, config, options, isKey);
        writer = new AvroDataWriter(new SchemaIds(client, config, SerdeFormat.Avro), subjects, config, options, isKey);
    }

    private protected override byte[]? Write(string topic, ConnectHeaders? headers, Schema? schema, object? value) =>
        Configured(writer).Write(topic, headers, schema, value);

    private protected override SchemaAndValue Read(string topic, ConnectHeaders? headers, byte[] value) => Configured(reader).Read(topic, headers, value);
}
