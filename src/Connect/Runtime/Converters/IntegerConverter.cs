using System.Buffers.Binary;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters;

/// <summary><c>org.apache.kafka.connect.converters.IntegerConverter</c>: 4 bytes.</summary>
public sealed class IntegerConverter() : NumberConverter(Schema.OptionalInt32Schema, 4, "integer", "IntegerDeserializer")
{
    private protected override bool TryWrite(Span<byte> destination, object value) =>
        value is int number && BinaryPrimitives.TryWriteInt32BigEndian(destination, number);

    private protected override object Read(ReadOnlySpan<byte> source) => BinaryPrimitives.ReadInt32BigEndian(source);
}
