namespace Ms2Lab.Schemas.Formats;

/// <summary>A schema of any format as a registry holds it.</summary>
public abstract class ParsedSchema
{
    /// <summary>AVRO, PROTOBUF or JSON.</summary>
    public abstract string SchemaType { get; }

    /// <summary>The text a registry stores and answers.</summary>
    public abstract string CanonicalText { get; }

    /// <summary>The text under <c>normalize=true</c>.</summary>
    public abstract string NormalizedText { get; }

    /// <summary>Full name of the record or message, or the title; null when there is none.</summary>
    public abstract string? Name { get; }

    /// <summary>Whether the record, one of the messages or the object itself (not what is nested in it) has a field of this name.</summary>
    public abstract bool HasTopLevelField(string name);

    /// <summary>Throws <see cref="InvalidSchemaException"/> for what a registry refuses in a new schema though it can be parsed.</summary>
    /// <param name="strictFieldNames">Also refuse field names that begin with two dollar signs (setting validateFields).</param>
    public abstract void Validate(bool strictFieldNames);

    /// <summary>What changes for a reader of this schema who is given data written with <paramref name="writer"/>, a schema of the same type.</summary>
    /// <param name="writer">The schema of the data.</param>
    /// <param name="lenient">The policy LENIENT of JSON Schema.</param>
    public abstract IReadOnlyList<SchemaDifference> DifferencesFrom(ParsedSchema writer, bool lenient = false);

    /// <summary>The text in another form (Avro <c>resolved</c>, Protobuf <c>serialized</c> and <c>ignore_extensions</c>, in letters of any case); the canonical text for forms the format does not have.</summary>
    public virtual string Formatted(string? form) => CanonicalText;
}
