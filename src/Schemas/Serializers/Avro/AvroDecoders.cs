using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>How Avro's simple types are read as .NET's, numbers widened as Avro's resolution does, alone and where they may be missing.</summary>
internal static class AvroDecoders
{
    private static readonly DateOnly Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch);

    private static readonly AvroSimple Simple = new(
        new()
        {
            [(typeof(bool), AvroType.Boolean)] = default(BooleanDecoder),
            [(typeof(int), AvroType.Int)] = default(IntDecoder),
            [(typeof(long), AvroType.Long)] = default(LongDecoder),
            [(typeof(long), AvroType.Int)] = default(IntAsLongDecoder),
            [(typeof(float), AvroType.Float)] = default(FloatDecoder),
            [(typeof(float), AvroType.Int)] = default(IntAsFloatDecoder),
            [(typeof(float), AvroType.Long)] = default(LongAsFloatDecoder),
            [(typeof(double), AvroType.Double)] = default(DoubleDecoder),
            [(typeof(double), AvroType.Float)] = default(FloatAsDoubleDecoder),
            [(typeof(double), AvroType.Int)] = default(IntAsDoubleDecoder),
            [(typeof(double), AvroType.Long)] = default(LongAsDoubleDecoder),
            [(typeof(string), AvroType.String)] = default(TextDecoder),
            [(typeof(string), AvroType.Bytes)] = default(TextDecoder),
            [(typeof(byte[]), AvroType.Bytes)] = default(BytesDecoder),
            [(typeof(byte[]), AvroType.String)] = default(BytesDecoder),
            [(typeof(DateTimeOffset), AvroType.Long)] = default(TimestampDecoder),
            [(typeof(DateOnly), AvroType.Int)] = default(DateDecoder),
            [(typeof(Guid), AvroType.String)] = default(GuidDecoder),
        },
        typeof(OptionalValue<,>),
        typeof(OptionalReference<,>));

    /// <summary>The decoder of a type, boxed, or null if that is not so simple.</summary>
    internal static object? Of(Type type, AvroSchema schema) => Simple.Of(type, schema);

    private readonly struct BooleanDecoder : IAvroDecoder<bool>
    {
        public bool Read(ref AvroReader reader) => reader.ReadBoolean();
    }

    private readonly struct IntDecoder : IAvroDecoder<int>
    {
        public int Read(ref AvroReader reader) => reader.ReadInt();
    }

    private readonly struct LongDecoder : IAvroDecoder<long>
    {
        public long Read(ref AvroReader reader) => reader.ReadLong();
    }

    private readonly struct IntAsLongDecoder : IAvroDecoder<long>
    {
        public long Read(ref AvroReader reader) => reader.ReadInt();
    }

    private readonly struct FloatDecoder : IAvroDecoder<float>
    {
        public float Read(ref AvroReader reader) => reader.ReadFloat();
    }

    private readonly struct IntAsFloatDecoder : IAvroDecoder<float>
    {
        public float Read(ref AvroReader reader) => reader.ReadInt();
    }

    private readonly struct LongAsFloatDecoder : IAvroDecoder<float>
    {
        public float Read(ref AvroReader reader) => reader.ReadLong();
    }

    private readonly struct DoubleDecoder : IAvroDecoder<double>
    {
        public double Read(ref AvroReader reader) => reader.ReadDouble();
    }

    private readonly struct FloatAsDoubleDecoder : IAvroDecoder<double>
    {
        public double Read(ref AvroReader reader) => reader.ReadFloat();
    }

    private readonly struct IntAsDoubleDecoder : IAvroDecoder<double>
    {
        public double Read(ref AvroReader reader) => reader.ReadInt();
    }

    private readonly struct LongAsDoubleDecoder : IAvroDecoder<double>
    {
        public double Read(ref AvroReader reader) => reader.ReadLong();
    }

    private readonly struct TextDecoder : IAvroDecoder<string>
    {
        public string Read(ref AvroReader reader) => reader.ReadString();
    }

    private readonly struct BytesDecoder : IAvroDecoder<byte[]>
    {
        public byte[] Read(ref AvroReader reader) => reader.ReadBytes().ToArray();
    }

    private readonly struct TimestampDecoder : IAvroDecoder<DateTimeOffset>
    {
        public DateTimeOffset Read(ref AvroReader reader) => DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadLong());
    }

    private readonly struct DateDecoder : IAvroDecoder<DateOnly>
    {
        public DateOnly Read(ref AvroReader reader) => Epoch.AddDays(reader.ReadInt());
    }

    private readonly struct GuidDecoder : IAvroDecoder<Guid>
    {
        public Guid Read(ref AvroReader reader) => Guid.Parse(reader.ReadString());
    }

    private readonly struct OptionalValue<T, TPresent>(int nothing) : IAvroDecoder<T?>
        where T : struct
        where TPresent : struct, IAvroDecoder<T>
    {
        public T? Read(ref AvroReader reader) => reader.ReadIndex(2) == nothing ? null : default(TPresent).Read(ref reader);
    }

    private readonly struct OptionalReference<T, TPresent>(int nothing) : IAvroDecoder<T?>
        where T : class
        where TPresent : struct, IAvroDecoder<T>
    {
        public T? Read(ref AvroReader reader) => reader.ReadIndex(2) == nothing ? null : default(TPresent).Read(ref reader);
    }
}
