using System.Text.RegularExpressions;

namespace Ms2Lab.Kafka.Broker.ConsumerGroups;

/// <summary>Patterns of topic names (KIP-848). As with Kafka's RE2 a pattern fits a whole name and takes time in proportion to it, whatever a client sends.</summary>
internal static class TopicRegex
{
    /// <summary>Null for a good pattern, else what is wrong with it.</summary>
    public static string? Refusal(string pattern)
    {
        try
        {
            _ = Compile(pattern);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return e.Message;
        }
    }

    public static IEnumerable<string> Matching(string pattern, IEnumerable<string> names)
    {
        var regex = Compile(pattern);
        return names.Where(n => regex.IsMatch(n));
    }

    private static Regex Compile(string pattern) => new($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
