using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters;

/// <summary><c>org.apache.kafka.connect.converters.ByteArrayConverter</c>: bytes as they are.</summary>
public sealed class ByteArrayConverter : KafkaConverter
{
    /// <inheritdoc/>
    public override byte[]? FromConnectData(string topic, ConnectHeaders? headers, Schema? schema, object? value)
    {
        if (schema is not null && schema.Type != SchemaType.Bytes)
        {
            throw new DataException($"Invalid schema type for ByteArrayConverter: {schema.Type.Name()}");
        }

        return value is null or byte[]
            ? (byte[]?)value
            : throw new DataException($"ByteArrayConverter is not compatible with objects of type class {JavaClass.NameOf(value)}");
    }

    /// <inheritdoc/>
    public override SchemaAndValue ToConnectData(string topic, ConnectHeaders? headers, byte[]? value) =>
        new(Schema.OptionalBytesSchema, value);
}
