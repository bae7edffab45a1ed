using System.Globalization;
using System.Text;

namespace Ms2Lab.Connect.Runtime;

/// <summary>Reads worker files in the syntax of <c>java.util.Properties</c>: ISO-8859-1, comments, escapes, continued lines.</summary>
public static class WorkerProperties
{
    /// <summary>The settings in a file; of a repeated key the last value counts.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="FormatException">A <c>\u</c> escape is malformed.</exception>
    public static IReadOnlyDictionary<string, string> Load(string path) => Parse(File.ReadAllText(path, Encoding.Latin1));

    /// <summary>The settings in a text; of a repeated key the last value counts.</summary>
    /// <exception cref="FormatException">A <c>\u</c> escape is malformed.</exception>
    public static IReadOnlyDictionary<string, string> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var properties = new Dictionary<string, string>();
        foreach (var line in LogicalLines(text))
        {
            var keyEnd = KeyEnd(line);
            var valueStart = ValueStart(line, keyEnd);
            properties[Unescape(line[..keyEnd])] = Unescape(line[valueStart..]);
        }

        return properties;
    }

    private static IEnumerable<string> LogicalLines(string text)
    {
        StringBuilder? continued = null;
        foreach (var natural in text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r'))
        {
            var line = natural.TrimStart(' ', '\t', '\f');
            if (continued is null && (line.Length == 0 || line[0] is '#' or '!'))
            {
                continue;
            }

            var backslashes = line.Length - line.AsSpan().TrimEnd('\\').Length;
            if (backslashes % 2 == 1)
            {
                (continued ??= new StringBuilder()).Append(line, 0, line.Length - 1);
                continue;
            }

            yield return continued is null ? line : continued.Append(line).ToString();
            continued = null;
        }

        if (continued is { Length: > 0 })
        {
            yield return continued.ToString();
        }
    }

    private static int KeyEnd(string line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\')
            {
                i++;
            }
            else if (line[i] is '=' or ':' || IsSpace(line[i]))
            {
                return i;
            }
        }

        return line.Length;
    }

    private static int ValueStart(string line, int keyEnd)
    {
        var at = SkipSpace(line, keyEnd);
        return at < line.Length && line[at] is '=' or ':' ? SkipSpace(line, at + 1) : at;
    }

    private static int SkipSpace(string line, int at)
    {
        while (at < line.Length && IsSpace(line[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\f';

    private static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                result.Append(text[i]);
            }
            else if (++i == text.Length)
            {
                break;
            }
            else if (text[i] == 'u')
            {
                result.Append(CodeUnit(text, i + 1));
                i += 4;
            }
            else
            {
                result.Append(text[i] switch { 't' => '\t', 'n' => '\n', 'r' => '\r', 'f' => '\f', var other => other });
            }
        }

        return result.ToString();
    }

    private static char CodeUnit(string text, int at) =>
        at + 4 <= text.Length && ushort.TryParse(text.AsSpan(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : throw new FormatException("Malformed \\uxxxx encoding.");
}
