using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Connect.SchemaConverters.Avro.Reading;

/// <summary>One step of a plan that turns bytes into Connect values; made once for a schema, used for each message, without state.</summary>
internal abstract class ValueDecoder
{
    /// <summary>The next value.</summary>
    /// <exception cref="AvroDataException">The bytes do not fit the schema.</exception>
    internal abstract object? Read(ref AvroReader reader);
}
