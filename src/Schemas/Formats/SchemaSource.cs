namespace Ms2Lab.Schemas.Formats;

/// <summary>A schema that another one refers to.</summary>
/// <param name="Name">The name the referring text uses: a type name, a URI, or an import path.</param>
/// <param name="Text">Its own text.</param>
/// <param name="Identity">Subject and version, when known: equal ones are not compared again.</param>
public sealed record SchemaSource(string Name, string Text, string? Identity = null);
