namespace Ms2Lab.Connect.Api;

/// <summary>A recommender of an embedded setting: sees names without prefix, and only those of its own list.</summary>
internal sealed class PrefixedRecommender(string prefix, IConfigRecommender inner) : IConfigRecommender
{
    public IReadOnlyList<object?> ValidValues(string name, IReadOnlyDictionary<string, object?> parsedConfig) =>
        inner.ValidValues(name[prefix.Length..], Unprefixed(parsedConfig));

    public bool Visible(string name, IReadOnlyDictionary<string, object?> parsedConfig) =>
        inner.Visible(name[prefix.Length..], Unprefixed(parsedConfig));

    private Dictionary<string, object?> Unprefixed(IReadOnlyDictionary<string, object?> parsed) =>
        parsed.Where(p => p.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(p => p.Key[prefix.Length..], p => p.Value);
}
