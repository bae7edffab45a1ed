using System.Buffers.Binary;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters;

/// <summary><c>org.apache.kafka.connect.converters.ShortConverter</c>: 2 bytes.</summary>
public sealed class ShortConverter() : NumberConverter(Schema.OptionalInt16Schema, 2, "short", "ShortDeserializer")
{
    private protected override bool TryWrite(Span<byte> destination, object value) =>
        value is short number && BinaryPrimitives.TryWriteInt16BigEndian(destination, number);

    private protected override object Read(ReadOnlySpan<byte> source) => BinaryPrimitives.ReadInt16BigEndian(source);
}
