using System.Text.RegularExpressions;

namespace Ms2Lab.Kafka.Broker.ConsumerGroups;

/// <summary>Patterns of topic names (KIP-848). As with Kafka's RE2 a pattern fits a whole name and takes time in proportion to it, whatever a client sends.</summary>
internal static class TopicRegex
{
    /// <summary>Null for a good pattern or none, else Kafka's text.</summary>
    public static string? RefusalOf(string? pattern) => pattern is { Length: > 0 } && Refusal(pattern) is { } wrong
        ? $"SubscribedTopicRegex `{pattern}` is not a valid regular expression: {wrong}."
        : null;

    /// <summary>Null for a good pattern, else what is wrong with it in RE2's words.</summary>
    public static string? Refusal(string pattern)
    {
        try
        {
            _ = new Regex(Translate(pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return null;
        }
        catch (RegexParseException e)
        {
            return e.Error switch
            {
                RegexParseError.UnterminatedBracket => "missing closing ]",
                RegexParseError.InsufficientClosingParentheses => "missing closing )",
                RegexParseError.InsufficientOpeningParentheses => "regexp/syntax: internal error",
                RegexParseError.QuantifierAfterNothing => "missing argument to repetition operator",
                RegexParseError.NestedQuantifiersNotParenthesized => "invalid nested repetition operator",
                RegexParseError.ReversedQuantifierRange or RegexParseError.QuantifierOrCaptureGroupOutOfRange => "invalid repeat count",
                RegexParseError.UnescapedEndingBackslash => "trailing backslash at end of expression",
                RegexParseError.ReversedCharacterRange => "invalid character class range",
                RegexParseError.UnrecognizedEscape or RegexParseError.UndefinedNumberedReference or RegexParseError.UndefinedNamedReference => "invalid escape sequence",
                _ => "invalid or unsupported Perl syntax",
            };
        }
        catch (NotSupportedException)
        {
            return "invalid or unsupported Perl syntax"; // It would need to go back, which RE2 does not either.
        }
    }

    public static IEnumerable<string> Matching(string pattern, IEnumerable<string> names)
    {
        var regex = new Regex($@"\A(?:{Translate(pattern)})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        return names.Where(n => regex.IsMatch(n));
    }

    /// <summary>RE2 writes named groups in Python's way too.</summary>
    private static string Translate(string pattern) => pattern.Replace("(?P<", "(?<", StringComparison.Ordinal);
}
