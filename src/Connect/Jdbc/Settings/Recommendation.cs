using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Jdbc.Settings;

/// <summary>Recommends values, which may depend on other settings.</summary>
internal sealed class Recommendation(Func<IReadOnlyDictionary<string, object?>, IReadOnlyList<object?>> values) : IConfigRecommender
{
    /// <summary>Recommends the same values whatever the rest.</summary>
    public static Recommendation Of(params object?[] values) => new(_ => values);

    /// <inheritdoc/>
    public IReadOnlyList<object?> ValidValues(string name, IReadOnlyDictionary<string, object?> parsedConfig) => values(parsedConfig);

    /// <inheritdoc/>
    public bool Visible(string name, IReadOnlyDictionary<string, object?> parsedConfig) => true;
}
