using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Connect.SchemaConverters.Avro.Reading;

/// <summary>A union: by the index the decoder of its branch; no decoder stands for null.</summary>
internal sealed class UnionDecoder(ValueDecoder?[] branches) : ValueDecoder
{
    internal override object? Read(ref AvroReader reader) => branches[reader.ReadIndex(branches.Length)]?.Read(ref reader);

    /// <summary>A branch as a Struct of which one field is set.</summary>
    internal sealed class Member(Schema schema, int field, ValueDecoder value) : ValueDecoder
    {
        internal override object? Read(ref AvroReader reader)
        {
            var data = new Struct(schema);
            data.SetUnchecked(field, value.Read(ref reader));
            return data;
        }
    }
}
