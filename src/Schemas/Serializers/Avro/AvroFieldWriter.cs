using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>Writes one field of a record.</summary>
internal abstract class AvroFieldWriter<T>
{
    internal abstract void Write(T record, AvroWriter writer);

    /// <summary>A property.</summary>
    internal sealed class Of<TValue, TEncoder>(Func<T, TValue> get, TEncoder encoder) : AvroFieldWriter<T>
        where TEncoder : struct, IAvroEncoder<TValue>
    {
        internal override void Write(T record, AvroWriter writer) => encoder.Write(get(record), writer);
    }

    /// <summary>Bytes that are the same in every record.</summary>
    internal sealed class Always(byte[] bytes) : AvroFieldWriter<T>
    {
        internal override void Write(T record, AvroWriter writer) => writer.WriteRaw(bytes);
    }

    /// <summary>A property whose value is no simple one.</summary>
    internal readonly struct Delegated<TValue>(WriteValue<TValue> write) : IAvroEncoder<TValue>
    {
        public void Write(TValue value, AvroWriter writer) => write(value, writer);
    }
}
