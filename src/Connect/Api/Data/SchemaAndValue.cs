namespace Ms2Lab.Connect.Api;

/// <summary>A value with the schema that describes it; the schema is null for schemaless data.</summary>
/// <param name="Schema">The schema, or null.</param>
/// <param name="Value">The value, or null.</param>
public readonly record struct SchemaAndValue(Schema? Schema, object? Value)
{
    /// <summary>Neither schema nor value: what converters give for absent bytes.</summary>
    public static SchemaAndValue Null => default;
}
