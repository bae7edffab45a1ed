namespace Ms2Lab.Schemas.Formats.Avro;

/// <summary>null, boolean, int, long, float, double, bytes or string.</summary>
public sealed class AvroPrimitive(AvroType type) : AvroSchema
{
    /// <inheritdoc/>
    public override AvroType Type => type;
}
