using System.Buffers.Binary;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters;

/// <summary><c>org.apache.kafka.connect.converters.LongConverter</c>: 8 bytes.</summary>
public sealed class LongConverter() : NumberConverter(Schema.OptionalInt64Schema, 8, "long", "LongDeserializer")
{
    private protected override bool TryWrite(Span<byte> destination, object value) =>
        value is long number && BinaryPrimitives.TryWriteInt64BigEndian(destination, number);

    private protected override object Read(ReadOnlySpan<byte> source) => BinaryPrimitives.ReadInt64BigEndian(source);
}
