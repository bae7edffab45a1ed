namespace Ms2Lab.Schemas.Registry.Rest;

/// <summary>An answer that is already text.</summary>
internal sealed record RawText(string Text);
