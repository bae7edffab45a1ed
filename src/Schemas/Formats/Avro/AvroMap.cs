namespace Ms2Lab.Schemas.Formats.Avro;

/// <summary>A map with text keys.</summary>
public sealed class AvroMap(AvroSchema values) : AvroSchema
{
    /// <inheritdoc/>
    public override AvroType Type => AvroType.Map;

    /// <summary>The schema of each value.</summary>
    public AvroSchema Values => values;
}
