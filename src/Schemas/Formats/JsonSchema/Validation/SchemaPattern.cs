using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Ms2Lab.Schemas.Formats.JsonSchema.Validation;

/// <summary>Patterns of schemas. They come from strangers: one that takes longer than a second on a text does not match it.</summary>
internal static class SchemaPattern
{
    private const int MaxKnown = 1000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly ConcurrentDictionary<string, Regex> Known = new(StringComparer.Ordinal);

    /// <exception cref="InvalidSchemaException">The pattern is no regular expression.</exception>
    internal static bool Matches(string pattern, string text)
    {
        try
        {
            return Compiled(pattern).IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
        catch (ArgumentException e)
        {
            throw new InvalidSchemaException($"Invalid pattern {pattern}", e);
        }
    }

    private static Regex Compiled(string pattern)
    {
        if (Known.TryGetValue(pattern, out var known))
        {
            return known;
        }

        if (Known.Count >= MaxKnown)
        {
            Known.Clear();
        }

        return Known[pattern] = new Regex(pattern, RegexOptions.CultureInvariant, Limit);
    }
}
