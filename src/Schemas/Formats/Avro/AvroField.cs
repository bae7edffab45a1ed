using System.Text.Json;

namespace Ms2Lab.Schemas.Formats.Avro;

/// <summary>A field of a record.</summary>
public sealed class AvroField
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The schema of its value.</summary>
    public required AvroSchema Schema { get; init; }

    /// <summary>Position in the record, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>Documentation, or null.</summary>
    public string? Doc { get; init; }

    /// <summary>The default as JSON, or null when there is none; a default of null is a JSON null.</summary>
    public JsonElement? Default { get; init; }

    /// <summary>Sort order: ascending, descending or ignore.</summary>
    public string Order { get; init; } = "ascending";

    /// <summary>Names this field was known by.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Properties that Avro itself does not know.</summary>
    public IReadOnlyDictionary<string, JsonElement> Properties { get; init; } = OrderedProperties.Empty;
}
