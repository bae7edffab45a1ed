using System.Text.Json;

namespace Ms2Lab.Schemas.Formats.Avro;

/// <summary>A parsed Avro schema. Immutable once parsed; schemas may be recursive, so compare texts, not trees.</summary>
public abstract class AvroSchema
{
    private string? text;

    /// <summary>The kind.</summary>
    public abstract AvroType Type { get; }

    /// <summary>Properties that Avro itself does not know, and logical type attributes, in the order of the text.</summary>
    public IReadOnlyDictionary<string, JsonElement> Properties { get; internal set; } = OrderedProperties.Empty;

    /// <summary>The attribute <c>logicalType</c>, or null.</summary>
    public string? LogicalType => Properties.TryGetValue("logicalType", out var v) && v.ValueKind == JsonValueKind.String ? v.GetString() : null;

    /// <summary>The full name of a named schema, else the type's name in lower case.</summary>
    public virtual string FullName => TypeName;

    /// <summary>The type's name as the text writes it: "record", "int" and so on.</summary>
    public string TypeName => Type.ToString().ToLowerInvariant();

    /// <summary>A text property, or null.</summary>
    public string? Text(string property) => Properties.TryGetValue(property, out var v) && v.ValueKind == JsonValueKind.String ? v.GetString() : null;

    /// <summary>Parses a schema text that refers to nothing outside itself. Throws <see cref="AvroSchemaException"/>.</summary>
    public static AvroSchema Parse(string text) => new AvroSchemaParser().Parse(text);

    /// <summary>The schema as Avro's Java implementation prints it.</summary>
    public override string ToString() => text ??= AvroSchemaText.Of(this);
}
