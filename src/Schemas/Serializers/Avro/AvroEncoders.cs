using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>How .NET's simple types are written as Avro's, alone and where they may be missing.</summary>
internal static class AvroEncoders
{
    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private static readonly AvroSimple Simple = new(
        new()
        {
            [(typeof(bool), AvroType.Boolean)] = default(BooleanEncoder),
            [(typeof(int), AvroType.Int)] = default(IntEncoder),
            [(typeof(int), AvroType.Long)] = default(IntAsLongEncoder),
            [(typeof(int), AvroType.Double)] = default(IntAsDoubleEncoder),
            [(typeof(long), AvroType.Long)] = default(LongEncoder),
            [(typeof(float), AvroType.Float)] = default(FloatEncoder),
            [(typeof(float), AvroType.Double)] = default(FloatAsDoubleEncoder),
            [(typeof(double), AvroType.Double)] = default(DoubleEncoder),
            [(typeof(string), AvroType.String)] = default(TextEncoder),
            [(typeof(byte[]), AvroType.Bytes)] = default(BytesEncoder),
            [(typeof(DateTimeOffset), AvroType.Long)] = default(TimestampEncoder),
            [(typeof(DateOnly), AvroType.Int)] = default(DateEncoder),
            [(typeof(Guid), AvroType.String)] = default(GuidEncoder),
        },
        typeof(OptionalValue<,>),
        typeof(OptionalReference<,>));

    /// <summary>The encoder of a type, boxed, or null if that is not so simple.</summary>
    internal static object? Of(Type type, AvroSchema schema) => Simple.Of(type, schema);

    private readonly struct BooleanEncoder : IAvroEncoder<bool>
    {
        public void Write(bool value, AvroWriter writer) => writer.WriteBoolean(value);
    }

    private readonly struct IntEncoder : IAvroEncoder<int>
    {
        public void Write(int value, AvroWriter writer) => writer.WriteInt(value);
    }

    private readonly struct IntAsLongEncoder : IAvroEncoder<int>
    {
        public void Write(int value, AvroWriter writer) => writer.WriteLong(value);
    }

    private readonly struct IntAsDoubleEncoder : IAvroEncoder<int>
    {
        public void Write(int value, AvroWriter writer) => writer.WriteDouble(value);
    }

    private readonly struct LongEncoder : IAvroEncoder<long>
    {
        public void Write(long value, AvroWriter writer) => writer.WriteLong(value);
    }

    private readonly struct FloatEncoder : IAvroEncoder<float>
    {
        public void Write(float value, AvroWriter writer) => writer.WriteFloat(value);
    }

    private readonly struct FloatAsDoubleEncoder : IAvroEncoder<float>
    {
        public void Write(float value, AvroWriter writer) => writer.WriteDouble(value);
    }

    private readonly struct DoubleEncoder : IAvroEncoder<double>
    {
        public void Write(double value, AvroWriter writer) => writer.WriteDouble(value);
    }

    private readonly struct TextEncoder : IAvroEncoder<string>
    {
        public void Write(string value, AvroWriter writer) => writer.WriteString(value);
    }

    private readonly struct BytesEncoder : IAvroEncoder<byte[]>
    {
        public void Write(byte[] value, AvroWriter writer) => writer.WriteBytes(value);
    }

    private readonly struct TimestampEncoder : IAvroEncoder<DateTimeOffset>
    {
        public void Write(DateTimeOffset value, AvroWriter writer) => writer.WriteLong(value.ToUnixTimeMilliseconds());
    }

    private readonly struct DateEncoder : IAvroEncoder<DateOnly>
    {
        public void Write(DateOnly value, AvroWriter writer) => writer.WriteInt(value.DayNumber - Epoch);
    }

    private readonly struct GuidEncoder : IAvroEncoder<Guid>
    {
        public void Write(Guid value, AvroWriter writer) => writer.WriteString(value.ToString());
    }

    private readonly struct OptionalValue<T, TPresent>(int nothing) : IAvroEncoder<T?>
        where T : struct
        where TPresent : struct, IAvroEncoder<T>
    {
        public void Write(T? value, AvroWriter writer)
        {
            if (value is { } present)
            {
                writer.WriteInt(1 - nothing);
                default(TPresent).Write(present, writer);
                return;
            }

            writer.WriteInt(nothing);
        }
    }

    private readonly struct OptionalReference<T, TPresent>(int nothing) : IAvroEncoder<T?>
        where T : class
        where TPresent : struct, IAvroEncoder<T>
    {
        public void Write(T? value, AvroWriter writer)
        {
            if (value is not null)
            {
                writer.WriteInt(1 - nothing);
                default(TPresent).Write(value, writer);
                return;
            }

            writer.WriteInt(nothing);
        }
    }
}
