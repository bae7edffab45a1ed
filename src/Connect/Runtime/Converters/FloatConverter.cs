using System.Buffers.Binary;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters;

/// <summary><c>org.apache.kafka.connect.converters.FloatConverter</c>: 4 bytes, IEEE 754.</summary>
public sealed class FloatConverter() : NumberConverter(Schema.OptionalFloat32Schema, 4, "float", "Deserializer")
{
    private protected override bool TryWrite(Span<byte> destination, object value) =>
        value is float number && BinaryPrimitives.TryWriteSingleBigEndian(destination, number);

    private protected override object Read(ReadOnlySpan<byte> source) => BinaryPrimitives.ReadSingleBigEndian(source);
}
