using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>A class in Avro's binary encoding, without a registry and the bytes that it asks for. Safe for several threads.</summary>
/// <typeparam name="T">A class of properties.</typeparam>
public sealed class AvroCodec<T>
{
    private readonly WriteValue<T> write;
    private readonly ReadValue<T> read;

    /// <summary>Settles how values are written and read.</summary>
    /// <param name="schema">The schema; null derives it from <typeparamref name="T"/>.</param>
    /// <exception cref="SchemaMismatchException">The class does not fit the schema.</exception>
    public AvroCodec(AvroSchema? schema = null)
    {
        Schema = schema ?? AvroClass.SchemaOf(typeof(T));
        write = AvroWriters.For<T>(Schema);
        read = AvroReaders.For<T>(Schema, Schema.FullName);
    }

    /// <summary>The schema of the bytes.</summary>
    public AvroSchema Schema { get; }

    /// <summary>A value's bytes.</summary>
    /// <exception cref="SchemaMismatchException">The value does not fit the schema.</exception>
    public byte[] Encode(T value)
    {
        var writer = AvroBuffer.Empty();
        write(value, writer);
        return writer.Written.ToArray();
    }

    /// <summary>The value of bytes.</summary>
    /// <exception cref="AvroDataException">The bytes are not of the schema.</exception>
    public T Decode(ReadOnlySpan<byte> data)
    {
        var reader = new AvroReader(data);
        return read(ref reader);
    }
}
