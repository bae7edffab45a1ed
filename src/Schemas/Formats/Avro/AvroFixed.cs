namespace Ms2Lab.Schemas.Formats.Avro;

/// <summary>A fixed number of bytes.</summary>
public sealed class AvroFixed(AvroName name, string? doc, IReadOnlyList<string> aliases, int size) : AvroNamed(name, doc, aliases)
{
    /// <inheritdoc/>
    public override AvroType Type => AvroType.Fixed;

    /// <summary>The number of bytes.</summary>
    public int Size => size;
}
