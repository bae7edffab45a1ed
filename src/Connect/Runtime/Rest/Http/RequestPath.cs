using System.Text;

namespace Ms2Lab.Connect.Runtime.Rest.Http;

/// <summary>Paths as Connect's HTTP server (Jetty) and its resources (JAX-RS) read and write them.</summary>
internal static class RequestPath
{
    private const string Unescaped = "-._~!$&'()*+,;=:@/";

    /// <summary>Whether the server cannot read a path at all: an escape is none, or the path leads out of the root.</summary>
    public static bool IsMalformed(string path)
    {
        for (var i = path.IndexOf('%', StringComparison.Ordinal); i >= 0; i = path.IndexOf('%', i + 1))
        {
            if (!IsEscape(path, i))
            {
                return true;
            }
        }
        var depth = 0;
        return path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).Any(s => (depth += s switch { "." => 0, ".." => -1, _ => 1 }) < 0);
    }

    /// <summary>What makes a path ambiguous, so that it is refused with 400 before any endpoint sees it; null if nothing does.</summary>
    public static string? Violation(string path)
    {
        List<string> found = [];
        var segments = path.Split('/');
        Add(found, segments.Any(s => s.Contains("%2e", StringComparison.OrdinalIgnoreCase) && IsDots(s)), "Ambiguous URI path segment");
        Add(found, path.Contains("//", StringComparison.Ordinal), "Ambiguous URI empty segment");
        Add(found, path.Contains("%2f", StringComparison.OrdinalIgnoreCase), "Ambiguous URI path separator");
        Add(found, segments.Any(s => s.StartsWith(".;", StringComparison.Ordinal) || s.StartsWith("..;", StringComparison.Ordinal)), "Ambiguous URI path parameter");
        Add(found, path.Contains("%25", StringComparison.Ordinal), "Ambiguous URI path encoding");
        Add(found, !IsUtf8(path), "Bad UTF-8 encoding");
        Add(found, Uri.UnescapeDataString(path).Any(c => c == '\\' || char.IsControl(c)), "Suspicious Path Character");
        return found.Count == 0 ? null : string.Join(", ", found);
    }

    /// <summary>The decoded segments without matrix parameters; a slash at the end does not count.</summary>
    public static IReadOnlyList<string> Segments(string path)
    {
        var trimmed = path.StartsWith('/') ? path[1..] : path;
        trimmed = trimmed.EndsWith('/') ? trimmed[..^1] : trimmed;
        return trimmed.Length == 0 ? [] : [.. trimmed.Split('/').Select(s => Uri.UnescapeDataString(s.Split(';')[0]))];
    }

    /// <summary>Query parameters by name; <c>+</c> stands for a space.</summary>
    public static ILookup<string, string> Query(string query) => query
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(p => p.Split('=', 2))
        .ToLookup(p => Decode(p[0]), p => p.Length > 1 ? Decode(p[1]) : "", StringComparer.Ordinal);

    /// <summary>Path of a connector for a Location header: what may not stand in a path is escaped, escapes in the name stay.</summary>
    /// <exception cref="ArgumentException">The name has a part in braces, which JAX-RS takes for a template variable.</exception>
    public static string OfConnector(string name)
    {
        var open = name.IndexOf('{', StringComparison.Ordinal);
        var close = open < 0 ? -1 : name.IndexOf('}', open);
        if (close > open)
        {
            throw new ArgumentException($"The template variable '{name[(open + 1)..close]}' has no value");
        }
        var path = new StringBuilder("/connectors/");
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (char.IsAsciiLetterOrDigit(c) || Unescaped.Contains(c, StringComparison.Ordinal) || (c == '%' && IsEscape(name, i)))
            {
                path.Append(c);
            }
            else if (char.IsHighSurrogate(c) && i + 1 < name.Length)
            {
                path.Append(Uri.EscapeDataString(name.AsSpan(i++, 2)));
            }
            else
            {
                path.Append(Uri.EscapeDataString(c.ToString()));
            }
        }
        return path.ToString();
    }

    private static bool IsEscape(string text, int at) =>
        at + 2 < text.Length && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]);

    // A sequence that is no UTF-8 stays escaped.
    private static bool IsUtf8(string path) => !Uri.UnescapeDataString(path.Replace("%25", "", StringComparison.Ordinal)).Contains('%', StringComparison.Ordinal);

    private static bool IsDots(string segment) => Uri.UnescapeDataString(segment) is "." or "..";

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static void Add(List<string> found, bool condition, string text)
    {
        if (condition)
        {
            found.Add(text);
        }
    }
}
