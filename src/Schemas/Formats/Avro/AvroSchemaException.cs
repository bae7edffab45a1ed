namespace Ms2Lab.Schemas.Formats.Avro;

/// <summary>A text is not an Avro schema; the message is the one of Avro's own parser.</summary>
public sealed class AvroSchemaException(string message) : Exception(message)
{
    /// <summary>The class a Java trace shows for it.</summary>
    public string JavaName { get; init; } = "org.apache.avro.SchemaParseException";
}
