using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.SchemaConverters.Serdes;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Connect.SchemaConverters.Protobuf;

/// <summary>
/// <c>io.confluent.connect.protobuf.ProtobufConverter</c>: Protobuf messages behind the id of a schema in a registry and the indexes
/// that say which message of its file it is.
/// </summary>
public sealed class ProtobufConverter : RegistryConverter
{
    private ProtobufDataReader? reader;
    private ProtobufDataWriter? writer;

    /// <summary>With a clock.</summary>
    public ProtobufConverter(TimeProvider time)
        : base(time)
    {
    }

    /// <summary>With the system's clock.</summary>
    public ProtobufConverter()
        : this(TimeProvider.System)
    {
    }

    private protected override ConverterTexts Texts { get; } = new(
        "Failed to deserialize data for topic {0} to Protobuf:", "Failed to deserialize data for topic {0} to Protobuf: ",
        "Failed to serialize Protobuf data from topic {0}:", "Failed to serialize Protobuf data from topic {0} :", "Protobuf data");

    private protected override void Configure(RegistryClient client, SubjectNames subjects, SerdeConfig config, bool isKey)
    {
        var options = ProtobufDataOptions.Of(config);
        reader = new ProtobufDataReader(client, subjects, config, options, isKey);
        writer = new ProtobufDataWriter(new SchemaIds(client, config, SerdeFormat.Protobuf), subjects, config, options, isKey);
    }

    private protected override byte[]? Write(string topic, ConnectHeaders? headers, Schema? schema, object? value) =>
        Configured(writer).Write(topic, headers, schema, value);

    private protected override SchemaAndValue Read(string topic, ConnectHeaders? headers, byte[] value) => Configured(reader).Read(topic, headers, value);
}
