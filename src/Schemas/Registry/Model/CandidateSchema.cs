using Ms2Lab.Schemas.Formats;

namespace Ms2Lab.Schemas.Registry.Model;

/// <summary>A schema that somebody sent, parsed, with the text and identity that it has or would have in the registry.</summary>
/// <param name="Subject">Subject it was sent to.</param>
/// <param name="Request">The request, its references resolved to versions.</param>
/// <param name="Parsed">The parsed schema.</param>
/// <param name="Text">Canonical or normal text.</param>
internal sealed record CandidateSchema(string Subject, SchemaRequest Request, ParsedSchema Parsed, string Text)
{
    internal string Guid { get; } = SchemaFormats.Guid(Text, Request.References, Request.Metadata);

    /// <summary>The candidate as a version of its subject.</summary>
    internal StoredSchema As(int version, int id) => new()
    {
        Subject = Subject, Version = version, Id = id, Guid = Guid, Type = Request.Type, Text = Text,
        References = Request.References, Metadata = Request.Metadata,
    };
}
