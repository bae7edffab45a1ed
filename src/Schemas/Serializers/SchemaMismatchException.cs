namespace Ms2Lab.Schemas.Serializers;

/// <summary>A class and a schema, or two schemas, do not fit; the message names the field.</summary>
/// <param name="message">What does not fit, and what to change.</param>
public sealed class SchemaMismatchException(string message) : Exception(message);
