using System.Text;

namespace Ms2Lab.Connect.Api;

/// <summary>Writes the character classes of a Java pattern, unions and intersections included, for .NET.</summary>
internal sealed class JavaRegexClass(JavaRegexTranslator owner)
{
    /// <summary>The ASCII ranges of a POSIX or Java class name, without brackets; null for names of Unicode.</summary>
    public static string? Named(string name) => name switch
    {
        "Lower" or "javaLowerCase" => "a-z",
        "Upper" or "javaUpperCase" => "A-Z",
        "ASCII" => "\\x00-\\x7F",
        "Alpha" => "a-zA-Z",
        "Digit" => "0-9",
        "Alnum" => "a-zA-Z0-9",
        "Punct" => "!-/:-@\\[-`{-~",
        "Graph" => "!-~",
        "Print" => " -~",
        "Blank" => " \\t",
        "Cntrl" => "\\x00-\\x1F\\x7F",
        "XDigit" => "0-9a-fA-F",
        "Space" => " \\t\\n\\x0B\\f\\r",
        _ => null,
    };

    /// <summary>The ASCII class that a letter stands for behind a backslash, or null.</summary>
    public static string? Shorthand(char c) => c switch
    {
        'd' => "[0-9]",
        'D' => "[^0-9]",
        'w' => "[a-zA-Z_0-9]",
        'W' => "[^a-zA-Z_0-9]",
        's' => "[ \\t\\n\\x0B\\f\\r]",
        'S' => "[^ \\t\\n\\x0B\\f\\r]",
        'h' => "[ \\t\\xA0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]",
        'H' => "[^ \\t\\xA0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]",
        'v' => "[\\n\\x0B\\f\\r\\x85\\u2028\\u2029]",
        'V' => "[^\\n\\x0B\\f\\r\\x85\\u2028\\u2029]",
        'R' => "(?:\\r\\n|[\\n\\x0B\\f\\r\\x85\\u2028\\u2029])",
        _ => null,
    };

    /// <summary>Reads from the opening bracket to behind the closing one and writes an alternative of .NET classes.</summary>
    public void Translate() => owner.Output.Append(ReadClass());

    // A union is an alternative, an intersection a look-ahead: [a&&[^b]] becomes (?:(?=[a])[^b]).
    private string ReadClass()
    {
        owner.Position++;
        var negated = Take('^');
        var plain = new StringBuilder();
        var parts = new List<string>();
        var intersections = new List<string>();
        for (var first = true; ; first = false)
        {
            if (owner.Position >= owner.Pattern.Length)
            {
                throw owner.Error("Unclosed character class", owner.Pattern.Length - 1);
            }

            var c = owner.Pattern[owner.Position];
            if (c == ']' && !first)
            {
                owner.Position++;
                break;
            }

            if (c == '[')
            {
                parts.Add(ReadClass());
            }
            else if (c == '&' && owner.Position + 1 < owner.Pattern.Length && owner.Pattern[owner.Position + 1] == '&')
            {
                owner.Position += 2;
                intersections.Add(Union(plain, parts));
                plain.Clear();
                parts.Clear();
            }
            else
            {
                ReadMember(c, plain, parts);
            }
        }

        var union = Union(plain, parts);
        var members = intersections.Count == 0
            ? union
            : $"(?:{string.Concat(intersections.Where(i => i.Length > 0).Select(i => $"(?={i})"))}{(union.Length > 0 ? union : "[\\s\\S]")})";
        return !negated ? members
            : parts.Count == 0 && intersections.Count == 0 ? $"[^{plain}]"
            : $"(?:(?!{members})[\\s\\S])";
    }

    private void ReadMember(char c, StringBuilder plain, List<string> parts)
    {
        if (c != '\\')
        {
            CheckRange(c);
            plain.Append(c is '^' or ']' ? "\\" : "").Append(c);
            owner.Position++;
            return;
        }

        if (++owner.Position >= owner.Pattern.Length)
        {
            throw owner.Error("Unclosed character class", owner.Pattern.Length - 1);
        }

        var escaped = owner.Pattern[owner.Position];
        if (escaped is 'p' or 'P')
        {
            parts.Add(owner.Property(escaped == 'P'));
        }
        else if (Shorthand(escaped) is { } shorthand)
        {
            Add(shorthand, plain, parts);
            owner.Position++;
        }
        else
        {
            plain.Append('\\').Append(escaped);
            owner.Position++;
        }
    }

    // With the position on the first character of what may be a range of two plain ones.
    private void CheckRange(char first)
    {
        var end = owner.Position + 2;
        if (end < owner.Pattern.Length && owner.Pattern[end - 1] == '-' && owner.Pattern[end] is not (']' or '[' or '\\') && owner.Pattern[end] < first)
        {
            throw owner.Error("Illegal character range", end);
        }
    }

    private static void Add(string shorthand, StringBuilder plain, List<string> parts)
    {
        if (shorthand.StartsWith("[^", StringComparison.Ordinal))
        {
            parts.Add(shorthand);
        }
        else
        {
            plain.Append(shorthand.AsSpan(1, shorthand.Length - 2));
        }
    }

    private static string Union(StringBuilder plain, List<string> parts)
    {
        var all = plain.Length > 0 ? parts.Prepend($"[{plain}]").ToList() : parts;
        return all.Count switch
        {
            0 => "",
            1 => all[0],
            _ => $"(?:{string.Join('|', all)})",
        };
    }

    private bool Take(char c)
    {
        if (owner.Position >= owner.Pattern.Length || owner.Pattern[owner.Position] != c)
        {
            return false;
        }

        owner.Position++;
        return true;
    }
}
