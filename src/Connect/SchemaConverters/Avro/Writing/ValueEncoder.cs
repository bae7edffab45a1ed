using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Connect.SchemaConverters.Avro.Writing;

/// <summary>One step of a plan that turns Connect values into bytes; made once for a schema, used for each value, without state.</summary>
internal abstract class ValueEncoder
{
    /// <summary>Writes a value.</summary>
    /// <exception cref="DataException">The value is not of the Connect schema.</exception>
    /// <exception cref="JavaException">The Avro schema cannot take it.</exception>
    internal abstract void Write(AvroWriter writer, object? value);
}
