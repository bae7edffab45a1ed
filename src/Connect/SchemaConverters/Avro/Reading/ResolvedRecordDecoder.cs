using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Connect.SchemaConverters.Avro.Reading;

/// <summary>A record of another schema as a Struct: for each value in the bytes the field it belongs to (-1 for none), then the defaults.</summary>
internal sealed class ResolvedRecordDecoder(Schema schema, (int Field, ValueDecoder Value)[] steps) : ValueDecoder
{
    internal override object? Read(ref AvroReader reader)
    {
        var data = new Struct(schema);
        reader.Enter();
        foreach (var (field, decoder) in steps)
        {
            var value = decoder.Read(ref reader);
            if (field >= 0)
            {
                data.SetUnchecked(field, value);
            }
        }

        reader.Leave();
        return data;
    }
}
