using System.Buffers.Binary;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters;

/// <summary><c>org.apache.kafka.connect.converters.DoubleConverter</c>: 8 bytes, IEEE 754.</summary>
public sealed class DoubleConverter() : NumberConverter(Schema.OptionalFloat64Schema, 8, "double", "Deserializer")
{
    private protected override bool TryWrite(Span<byte> destination, object value) =>
        value is double number && BinaryPrimitives.TryWriteDoubleBigEndian(destination, number);

    private protected override object Read(ReadOnlySpan<byte> source) => BinaryPrimitives.ReadDoubleBigEndian(source);
}
