namespace Ms2Lab.Schemas.Formats;

/// <summary>A text is no schema of its type. The message is the detail that the real registry shows.</summary>
public sealed class InvalidSchemaException(string message, Exception? inner = null) : Exception(message, inner);
