using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ms2Lab.Player.Answers;

/// <summary>Compares the answer to one step with its recording.</summary>
internal sealed class Comparison
{
    private readonly int _step;
    private readonly List<Regex> _ignored;
    private readonly List<Difference> _found = [];

    private Comparison(int step, IEnumerable<string> ignored)
    {
        _step = step;
        _ignored = [.. ignored.Select(i => new Regex($"^{i.Replace(".", @"\.", StringComparison.Ordinal).Replace("*", "[^.]+", StringComparison.Ordinal)}\\z"))];
    }

    /// <summary>Every place that differs.</summary>
    /// <param name="step">Number of the step.</param>
    /// <param name="expected">The recording.</param>
    /// <param name="observed">The answer in normal form.</param>
    /// <param name="ignored">Paths that may differ; <c>*</c> stands for one part.</param>
    public static IReadOnlyList<Difference> Of(int step, JsonNode? expected, JsonNode? observed, IEnumerable<string> ignored)
    {
        var comparison = new Comparison(step, ignored);
        comparison.Compare("", expected, observed);
        return comparison._found;
    }

    private void Compare(string path, JsonNode? expected, JsonNode? observed)
    {
        if (_ignored.Any(i => i.IsMatch(path)))
        {
            return;
        }
        switch (expected, observed)
        {
            case (JsonObject e, JsonObject o):
                foreach (var key in e.Select(m => m.Key).Union(o.Select(m => m.Key)).Order(StringComparer.Ordinal))
                {
                    Compare(Below(path, key), e.ContainsKey(key) ? e[key] : Difference.Absent, o.ContainsKey(key) ? o[key] : Difference.Absent);
                }
                break;
            case (JsonArray e, JsonArray o) when e.Count == o.Count:
                for (var i = 0; i < e.Count; i++)
                {
                    Compare(Below(path, $"{i}"), e[i], o[i]);
                }
                break;
            default:
                if (!JsonNode.DeepEquals(expected, observed))
                {
                    _found.Add(new(_step, path, expected, observed));
                }
                break;
        }
    }

    private static string Below(string path, string part) => path.Length > 0 ? $"{path}.{part}" : part;
}
