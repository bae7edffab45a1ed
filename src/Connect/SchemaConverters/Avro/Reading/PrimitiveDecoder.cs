using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Connect.SchemaConverters.Avro.Reading;

/// <summary>Values without parts.</summary>
internal static class PrimitiveDecoder
{
    internal static ValueDecoder Of(AvroSchema avro, Schema connect) => avro.Type switch
    {
        AvroType.Boolean => new BooleanDecoder(),
        AvroType.Int => connect.Type switch
        {
            SchemaType.Int8 => new Int8Decoder(),
            SchemaType.Int16 => new Int16Decoder(),
            _ => new IntDecoder(),
        },
        AvroType.Long => new LongDecoder(),
        AvroType.Float => new FloatDecoder(),
        AvroType.Double => new DoubleDecoder(),
        AvroType.Bytes => new BytesDecoder(),
        AvroType.Fixed => new FixedDecoder(((AvroFixed)avro).Size),
        AvroType.Enum => new EnumDecoder(((AvroEnum)avro).Symbols),
        _ => new StringDecoder(),
    };

    private sealed class BooleanDecoder : ValueDecoder
    {
        internal override object? Read(ref AvroReader reader) => reader.ReadBoolean();
    }

    private sealed class Int8Decoder : ValueDecoder
    {
        internal override object? Read(ref AvroReader reader) => unchecked((sbyte)reader.ReadInt());
    }

    private sealed class Int16Decoder : ValueDecoder
    {
        internal override object? Read(ref AvroReader reader) => unchecked((short)reader.ReadInt());
    }

    private sealed class IntDecoder : ValueDecoder
    {
        internal override object? Read(ref AvroReader reader) => reader.ReadInt();
    }

    private sealed class LongDecoder : ValueDecoder
    {
        internal override object? Read(ref AvroReader reader) => reader.ReadLong();
    }

    private sealed class FloatDecoder : ValueDecoder
    {
        internal override object? Read(ref AvroReader reader) => reader.ReadFloat();
    }

    private sealed class DoubleDecoder : ValueDecoder
    {
        internal override object? Read(ref AvroReader reader) => reader.ReadDouble();
    }

    private sealed class BytesDecoder : ValueDecoder
    {
        internal override object? Read(ref AvroReader reader) => reader.ReadBytes().ToArray();
    }

    private sealed class FixedDecoder(int size) : ValueDecoder
    {
        internal override object? Read(ref AvroReader reader) => reader.ReadFixed(size).ToArray();
    }

    private sealed class EnumDecoder(IReadOnlyList<string> symbols) : ValueDecoder
    {
        internal override object? Read(ref AvroReader reader) => symbols[reader.ReadIndex(symbols.Count)];
    }

    private sealed class StringDecoder : ValueDecoder
    {
        internal override object? Read(ref AvroReader reader) => reader.ReadString();
    }
}
