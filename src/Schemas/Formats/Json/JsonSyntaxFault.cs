namespace Ms2Lab.Schemas.Formats.Json;

/// <summary>A mistake in a JSON text in Jackson's words.</summary>
/// <param name="javaName">The exception's class.</param>
/// <param name="message">What is wrong.</param>
/// <param name="place">Where, as Jackson shows it.</param>
public sealed class JsonSyntaxFault(string javaName, string message, string place) : Exception(message)
{
    /// <summary>The exception's class.</summary>
    public string JavaName => javaName;

    /// <summary>Where, as Jackson shows it.</summary>
    public string Place => place;

    /// <summary>The message with its place in a second line, as the exception prints it.</summary>
    public string Located => $"{Message}\n at {place}";

    /// <summary>The first mistake of a text, or null where there is none.</summary>
    public static JsonSyntaxFault? Of(string text) => JsonSyntax.Find(text);
}
