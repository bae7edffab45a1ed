using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>Reads one field of a record.</summary>
internal abstract class AvroFieldReader<T>
{
    internal abstract void Read(T record, ref AvroReader reader);

    /// <summary>A property.</summary>
    internal sealed class Of<TValue, TDecoder>(Action<T, TValue> set, TDecoder decoder) : AvroFieldReader<T>
        where TDecoder : struct, IAvroDecoder<TValue>
    {
        internal override void Read(T record, ref AvroReader reader) => set(record, decoder.Read(ref reader));
    }

    /// <summary>A field that the class lacks.</summary>
    internal sealed class Skipped(AvroSchema schema) : AvroFieldReader<T>
    {
        internal override void Read(T record, ref AvroReader reader) => AvroDatum.Read(schema, ref reader);
    }

    /// <summary>A property whose value is no simple one.</summary>
    internal readonly struct Delegated<TValue>(ReadValue<TValue> read) : IAvroDecoder<TValue>
    {
        public TValue Read(ref AvroReader reader) => read(ref reader);
    }
}
