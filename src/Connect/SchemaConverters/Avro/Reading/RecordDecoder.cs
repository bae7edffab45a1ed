using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Connect.SchemaConverters.Avro.Reading;

/// <summary>A record as a Struct; the fields are in the same order, and each decoder gives what its field takes.</summary>
internal sealed class RecordDecoder(Schema schema, ValueDecoder[] fields) : ValueDecoder
{
    internal override object? Read(ref AvroReader reader)
    {
        var data = new Struct(schema);
        reader.Enter();
        for (var i = 0; i < fields.Length; i++)
        {
            data.SetUnchecked(i, fields[i].Read(ref reader));
        }

        reader.Leave();
        return data;
    }
}
