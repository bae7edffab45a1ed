namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>An option.</summary>
/// <param name="Name">Name as written, in parentheses when it is an extension.</param>
/// <param name="Value">Value as it is printed: quoted text, a number, a word, or a braced or bracketed list.</param>
public sealed record ProtoOption(string Name, string Value);
