using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Connect.SchemaConverters.Avro.Reading;

/// <summary>A value of one of Connect's logical types.</summary>
internal sealed class LogicalDecoder(Schema schema, ValueDecoder plain) : ValueDecoder
{
    internal override object? Read(ref AvroReader reader) => LogicalValues.ToConnect(schema, plain.Read(ref reader));
}
