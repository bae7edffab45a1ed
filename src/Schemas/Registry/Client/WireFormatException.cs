namespace Ms2Lab.Schemas.Registry;

/// <summary>A value does not begin with magic byte and schema id: it was not written by a serializer that knows the registry.</summary>
/// <param name="message">What is wrong.</param>
public sealed class WireFormatException(string message) : Exception(message);
