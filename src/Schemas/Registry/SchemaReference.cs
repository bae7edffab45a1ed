namespace Ms2Lab.Schemas.Registry;

/// <summary>What a schema refers to in the registry.</summary>
/// <param name="Name">The name the text uses: a type name (Avro), a URI (JSON Schema) or an import path (Protobuf).</param>
/// <param name="Subject">Subject.</param>
/// <param name="Version">Version; -1 is the latest.</param>
public sealed record SchemaReference(string? Name, string? Subject, int? Version)
{
    /// <summary>The form that error messages show.</summary>
    public override string ToString() => $"{{name='{Name ?? "null"}', subject='{Subject ?? "null"}', version={(Version is { } v ? v.ToString(System.Globalization.CultureInfo.InvariantCulture) : "null")}}}";
}
