namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>Names that are made of other names, and texts as options hold them.</summary>
public static class ProtoNames
{
    private const string EntrySuffix = "Entry";

    /// <summary>The name of the entries of a map: <c>my_map</c> becomes <c>MyMapEntry</c>; without an underscore the name is kept.</summary>
    public static string MapEntry(string field) =>
        (field.Contains('_', StringComparison.Ordinal)
            ? string.Concat(field.Split('_').Where(p => p.Length > 0).Select(p => char.ToUpperInvariant(p[0]) + p[1..].ToLowerInvariant()))
            : field) + EntrySuffix;

    /// <summary>The name of the map whose entries are named so: <c>MyMapEntry</c> becomes <c>my_map</c>, in the last part of a dotted name.</summary>
    public static string MapField(string entry)
    {
        var dot = entry.LastIndexOf('.') + 1;
        if (!entry.EndsWith(EntrySuffix, StringComparison.Ordinal))
        {
            return entry;
        }

        var words = entry[dot..^EntrySuffix.Length].Select((c, i) => char.IsAsciiLetterUpper(c) && i > 0 ? $"_{c}" : $"{c}");
        return entry[..dot] + string.Concat(words).ToLowerInvariant();
    }

    /// <summary>The text in quotes, its escapes resolved.</summary>
    internal static string Unquoted(string quoted) => new ProtoScanner(quoted).Quoted();
}
