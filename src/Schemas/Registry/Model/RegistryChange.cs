using System.Text.Json.Nodes;

namespace Ms2Lab.Schemas.Registry.Model;

/// <summary>One change of a registry's state: what one record of its log says.</summary>
internal abstract record RegistryChange
{
    /// <summary>A version is there as given: registered, or softly deleted.</summary>
    internal sealed record SchemaStored(StoredSchema Schema) : RegistryChange;

    /// <summary>A version is gone for good.</summary>
    internal sealed record SchemaErased(string Subject, int Version) : RegistryChange;

    /// <summary>All versions up to a number are softly deleted.</summary>
    internal sealed record SubjectDeleted(string Subject, int UpTo) : RegistryChange;

    /// <summary>The softly deleted versions of a subject, or of a context's subjects, are forgotten.</summary>
    internal sealed record SubjectCleared(string? Subject) : RegistryChange;

    /// <summary>Settings of a subject or context (null: the default context); null removes them.</summary>
    internal sealed record ConfigSet(string? Subject, JsonObject? Config) : RegistryChange;

    /// <summary>Mode of a subject or context (null: the default context); null removes it.</summary>
    internal sealed record ModeSet(string? Subject, string? Mode) : RegistryChange;

    /// <summary>A context was used for the first time, or taken from the list.</summary>
    internal sealed record ContextListed(string Context, bool IsListed) : RegistryChange;
}
