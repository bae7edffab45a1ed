namespace Ms2Lab.Schemas.Formats.Avro;

/// <summary>A schema with a name that others may refer to.</summary>
public abstract class AvroNamed(AvroName name, string? doc, IReadOnlyList<string> aliases) : AvroSchema
{
    /// <summary>The name.</summary>
    public AvroName Name => name;

    /// <inheritdoc/>
    public override string FullName => name.Full;

    /// <summary>Documentation, or null.</summary>
    public string? Doc => doc;

    /// <summary>Full names this schema was known by.</summary>
    public IReadOnlyList<string> Aliases => aliases;
}
