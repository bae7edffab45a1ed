namespace Ms2Lab.Environments.Embedded;

/// <summary>The package archive did not give what was asked for; the message is the tool's own.</summary>
internal sealed class PackageFetchException(string message) : Exception(message);
