using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters;

/// <summary><c>org.apache.kafka.connect.converters.BooleanConverter</c>: one byte, 00 or 01.</summary>
public sealed class BooleanConverter : KafkaConverter
{
    /// <inheritdoc/>
    public override byte[]? FromConnectData(string topic, ConnectHeaders? headers, Schema? schema, object? value)
    {
        if (schema is not null && schema.Type != SchemaType.Boolean)
        {
            throw new DataException($"Invalid schema type for BooleanConverter: {schema.Type.Name()}");
        }

        return value switch
        {
            null => null,
            bool b => [b ? (byte)1 : (byte)0],
            _ => throw new DataException($"BooleanConverter is not compatible with objects of type class {JavaClass.NameOf(value)}"),
        };
    }

    /// <inheritdoc/>
    public override SchemaAndValue ToConnectData(string topic, ConnectHeaders? headers, byte[]? value) => new(
        Schema.OptionalBooleanSchema,
        value switch
        {
            null => null,
            [0] => false,
            [1] => true,
            { Length: not 1 } => throw Unreadable("Size of data received by BooleanDeserializer is not 1"),
            _ => throw Unreadable($"Unexpected byte received by BooleanDeserializer: {(sbyte)value[0]}"),
        });

    private static DataException Unreadable(string reason) =>
        new("Failed to deserialize boolean: ", new JavaException("org.apache.kafka.common.errors.SerializationException", reason));
}
