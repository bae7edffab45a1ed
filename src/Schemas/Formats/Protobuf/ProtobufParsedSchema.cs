using Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>A .proto file with what it imports.</summary>
public sealed class ProtobufParsedSchema : ParsedSchema
{
    private readonly DescriptorPool pool;

    private ProtobufParsedSchema(ProtoFile file, ProtoTypes types)
    {
        File = file;
        Types = types;
        pool = new DescriptorPool(types);
        CanonicalText = ProtoText.Of(file);
    }

    /// <summary>The file.</summary>
    public ProtoFile File { get; }

    /// <inheritdoc/>
    public override string SchemaType => "PROTOBUF";

    /// <inheritdoc/>
    public override string CanonicalText { get; }

    /// <inheritdoc/>
    public override string NormalizedText => ProtoText.Of(File, Types);

    /// <inheritdoc/>
    public override string? Name => File.Types.FirstOrDefault(t => t is ProtoMessage) is { } m ? (File.Package is null ? m.Name : $"{File.Package}.{m.Name}") : null;

    internal ProtoTypes Types { get; }

    /// <summary>Parses <paramref name="text"/>, or a descriptor in Base64; imports are found among <paramref name="references"/> by name. Throws <see cref="InvalidSchemaException"/>.</summary>
    public static ProtobufParsedSchema Parse(string text, IReadOnlyList<SchemaSource> references)
    {
        var file = FileOf(text);
        return new ProtobufParsedSchema(file, new ProtoTypes(file, references.Select(r => (FileOf(r.Text), r.Identity))));
    }

    /// <summary>A file made by code; its imports are well-known ones.</summary>
    public static ProtobufParsedSchema Of(ProtoFile file) => new(file, new ProtoTypes(file, []));

    /// <summary>The message of a full name, of this file or one it imports, ready to read and write; null when there is none. Safe for several threads.</summary>
    /// <exception cref="InvalidSchemaException">The type of some field cannot be resolved.</exception>
    public MessageDescriptor? Message(string fullName)
    {
        lock (pool)
        {
            return pool.Message(fullName);
        }
    }

    /// <inheritdoc/>
    public override bool HasTopLevelField(string name) => File.Types.OfType<ProtoMessage>().Any(m => m.AllFields.Any(f => f.Name == name));

    /// <inheritdoc/>
    public override void Validate(bool strictFieldNames)
    {
        foreach (var type in File.Types.OfType<ProtoMessage>())
        {
            Validate(type, File.Package is null ? type.Name : $"{File.Package}.{type.Name}", strictFieldNames);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<SchemaDifference> DifferencesFrom(ParsedSchema writer, bool lenient = false) =>
        DifferencesFrom((ProtobufParsedSchema)writer, ProtobufOneOfRules.ByName);

    /// <summary>What changes for a reader of this schema, by the rules of one release or the other.</summary>
    public IReadOnlyList<SchemaDifference> DifferencesFrom(ProtobufParsedSchema writer, ProtobufOneOfRules rules) => ProtobufDiff.Compare(writer, this, rules);

    /// <inheritdoc/>
    public override string Formatted(string? form) => form?.ToLowerInvariant() switch
    {
        "serialized" => Convert.ToBase64String(ProtoDescriptor.Encode(this)),
        "ignore_extensions" => ProtoText.Of(ProtoExtensions.Without(File)),
        _ => CanonicalText,
    };

    // A .proto text has characters that Base64 has not.
    private static ProtoFile FileOf(string text) => ProtoDescriptorReader.TryRead(text) ?? ProtoParser.Parse(text);

    private void Validate(ProtoMessage message, string scope, bool strictFieldNames)
    {
        foreach (var field in message.AllFields)
        {
            if (strictFieldNames && field.Name.StartsWith("$$", StringComparison.Ordinal))
            {
                throw new InvalidSchemaException($"Field {field.Name} cannot start with $$ prefix");
            }

            var type = field.MapValue ?? field.Type;
            if (!ProtoTypes.IsScalar(type) && Types.Resolve(type, scope) is null)
            {
                throw new InvalidSchemaException($"Could not resolve type: {type}");
            }
        }

        foreach (var nested in message.Nested.OfType<ProtoMessage>())
        {
            Validate(nested, $"{scope}.{nested.Name}", strictFieldNames);
        }
    }
}
