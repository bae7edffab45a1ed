namespace Ms2Lab.Schemas.Formats.Avro;

/// <summary>An Avro schema with what it refers to.</summary>
public sealed class AvroParsedSchema : ParsedSchema
{
    private readonly IReadOnlyCollection<string> referred;

    private AvroParsedSchema(AvroSchema schema, IReadOnlyCollection<string> referred)
    {
        Schema = schema;
        this.referred = referred;
        CanonicalText = AvroSchemaText.Of(schema, referred, sorted: false);
    }

    /// <summary>The schema.</summary>
    public AvroSchema Schema { get; }

    /// <inheritdoc/>
    public override string SchemaType => "AVRO";

    /// <inheritdoc/>
    public override string CanonicalText { get; }

    /// <inheritdoc/>
    public override string NormalizedText => AvroSchemaText.Of(Schema, referred, sorted: true);

    /// <inheritdoc/>
    public override string? Name => Schema is AvroNamed named ? named.FullName : null;

    /// <summary>Parses <paramref name="text"/> after <paramref name="references"/>. Throws <see cref="InvalidSchemaException"/> with Avro's message.</summary>
    public static AvroParsedSchema Parse(string text, IReadOnlyList<SchemaSource> references) => Parse(text, references, AvroChecks.Stored);

    /// <inheritdoc cref="Parse(string, IReadOnlyList{SchemaSource})"/>
    public static AvroParsedSchema Parse(string text, IReadOnlyList<SchemaSource> references, AvroChecks checks)
    {
        try
        {
            var parser = new AvroSchemaParser(checks);
            foreach (var reference in references)
            {
                parser.Parse(reference.Text);
            }

            var known = parser.Names.Keys.ToList();
            return new AvroParsedSchema(parser.Parse(text), known);
        }
        catch (AvroSchemaException e)
        {
            throw new InvalidSchemaException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public override bool HasTopLevelField(string name) => Schema is AvroRecord record && record.Fields.Any(f => f.Name == name);

    /// <inheritdoc/>
    public override void Validate(bool strictFieldNames)
    {
        if (strictFieldNames && Schema is AvroRecord record && record.Fields.FirstOrDefault(f => f.Name.StartsWith("$$", StringComparison.Ordinal)) is { } field)
        {
            throw new InvalidSchemaException($"Field {field.Name} cannot start with $$ prefix");
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<SchemaDifference> DifferencesFrom(ParsedSchema writer, bool lenient = false) =>
        AvroCompatibility.Check(Schema, ((AvroParsedSchema)writer).Schema);

    /// <inheritdoc/>
    public override string Formatted(string? form) => "resolved".Equals(form, StringComparison.OrdinalIgnoreCase) ? AvroSchemaText.Of(Schema) : CanonicalText;
}
