using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters;

/// <summary>A converter of one kind of number in big-endian bytes of fixed width.</summary>
public abstract class NumberConverter : KafkaConverter
{
    private readonly Schema _schema;
    private readonly int _width;
    private readonly string _typeName;
    private readonly string _deserializer;

    /// <summary>Of the optional schema that it reads, its width in bytes, the name of its type and what errors call its deserializer.</summary>
    private protected NumberConverter(Schema schema, int width, string typeName, string deserializer)
    {
        _schema = schema;
        _width = width;
        _typeName = typeName;
        _deserializer = deserializer;
    }

    /// <inheritdoc/>
    public sealed override byte[]? FromConnectData(string topic, ConnectHeaders? headers, Schema? schema, object? value)
    {
        if (value is null)
        {
            return null;
        }

        var bytes = new byte[_width];
        return TryWrite(bytes, value)
            ? bytes
            : throw new DataException(
                $"Failed to serialize to {_typeName} (was class {JavaClass.NameOf(value)}): ",
                JavaException.ClassCast(value, "java.lang." + (IsNumber(value) ? char.ToUpperInvariant(_typeName[0]) + _typeName[1..] : "Number")));
    }

    /// <inheritdoc/>
    public sealed override SchemaAndValue ToConnectData(string topic, ConnectHeaders? headers, byte[]? value)
    {
        if (value is not null && value.Length != _width)
        {
            throw new DataException(
                $"Failed to deserialize {_typeName}: ",
                new JavaException(
                    "org.apache.kafka.common.errors.SerializationException", $"Size of data received by {_deserializer} is not {_width}"));
        }

        return new SchemaAndValue(_schema, value is null ? null : Read(value));
    }

    // The JVM casts to Number before the serializer casts to its own class.
    private static bool IsNumber(object value) => value is sbyte or short or int or long or float or double or BigDecimal;

    private protected abstract bool TryWrite(Span<byte> destination, object value);

    private protected abstract object Read(ReadOnlySpan<byte> source);
}
