using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Ms2Lab.Connect.Api;

/// <summary>A regular expression in Java's syntax.</summary>
public sealed class JavaRegex
{
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(10);

    private readonly Regex _anywhere;

    private JavaRegex(string pattern, string translated)
    {
        Pattern = pattern;
        _anywhere = new Regex(translated, RegexOptions.CultureInvariant, MatchLimit);
        Whole = new Regex($@"\A(?:{translated})\z", RegexOptions.CultureInvariant, MatchLimit);
    }

    /// <summary>The pattern as it was given.</summary>
    public string Pattern { get; }

    /// <summary>The same in .NET's syntax, for who can only take that; it matches whole texts.</summary>
    public Regex Whole { get; }

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="JavaException">A PatternSyntaxException with Java's text.</exception>
    public static JavaRegex Compile(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var translated = new JavaRegexTranslator(pattern).Translate();
        try
        {
            return new JavaRegex(pattern, translated);
        }
        catch (RegexParseException e)
        {
            throw new JavaException("java.util.regex.PatternSyntaxException", $"{e.Error} near index {e.Offset}\n{pattern}");
        }
    }

    /// <summary>Whether the whole text matches, as <c>Matcher.matches</c>.</summary>
    public bool IsMatch(string text) => Whole.IsMatch(text);

    /// <summary>Whether some part of the text matches, as <c>Matcher.find</c>.</summary>
    public bool IsFound(string text) => _anywhere.IsMatch(text);

    /// <summary>The text with its first match replaced, as <c>Matcher.replaceFirst</c>: <c>$1</c> and <c>${name}</c> are groups.</summary>
    /// <exception cref="JavaException">The replacement refers to no group.</exception>
    public string ReplaceFirst(string text, string replacement)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(replacement);
        var match = _anywhere.Match(text);
        return match.Success ? text[..match.Index] + Expand(match, replacement) + text[(match.Index + match.Length)..] : text;
    }

    private static string Expand(Match match, string replacement)
    {
        var result = new StringBuilder();
        for (var i = 0; i < replacement.Length; i++)
        {
            switch (replacement[i])
            {
                case '\\':
                    result.Append(++i < replacement.Length ? replacement[i] : throw IllegalArgument("character to be escaped is missing"));
                    break;
                case '$':
                    result.Append(GroupAt(match, replacement, ref i));
                    break;
                default:
                    result.Append(replacement[i]);
                    break;
            }
        }

        return result.ToString();
    }

    // Leaves the position on the last character of the reference.
    private static string GroupAt(Match match, string replacement, ref int position)
    {
        var i = position + 1;
        if (i >= replacement.Length)
        {
            throw IllegalArgument("Illegal group reference: group index is missing");
        }

        if (replacement[i] == '{')
        {
            var end = replacement.IndexOf('}', i);
            var name = end < 0 ? throw IllegalArgument("named capturing group is missing trailing '}'") : replacement[(i + 1)..end];
            position = end;
            return match.Groups.ContainsKey(name) ? match.Groups[name].Value : throw IllegalArgument($"No group with name {{{name}}}");
        }

        if (!char.IsAsciiDigit(replacement[i]))
        {
            throw IllegalArgument("Illegal group reference");
        }

        var number = replacement[i] - '0';
        if (number >= match.Groups.Count)
        {
            throw new JavaException("java.lang.IndexOutOfBoundsException", $"No group {number}");
        }

        // More digits belong to the number as long as there is such a group.
        for (i++; i < replacement.Length && char.IsAsciiDigit(replacement[i]); i++)
        {
            var longer = (number * 10) + (replacement[i] - '0');
            if (longer >= match.Groups.Count)
            {
                break;
            }

            number = longer;
        }

        position = i - 1;
        return match.Groups[number.ToString(CultureInfo.InvariantCulture)].Value;
    }

    private static JavaException IllegalArgument(string text) => new("java.lang.IllegalArgumentException", text);
}
