namespace Ms2Lab.Schemas.Formats.Avro;

/// <summary>A list.</summary>
public sealed class AvroArray(AvroSchema items) : AvroSchema
{
    /// <inheritdoc/>
    public override AvroType Type => AvroType.Array;

    /// <summary>The schema of each item.</summary>
    public AvroSchema Items => items;
}
