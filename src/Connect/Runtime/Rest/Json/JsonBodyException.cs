namespace Ms2Lab.Connect.Runtime.Rest.Json;

/// <summary>A body that is no JSON, or not the JSON that was wanted; the worker answers 500 with Jackson's text.</summary>
/// <param name="message">Jackson's text.</param>
internal sealed class JsonBodyException(string message) : Exception(message);
