using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Jdbc.Settings;

/// <summary>Recommends values, which may depend on other settings.</summary>
/// <param name="values">The values.</param>
/// <param name="visible">Whether the setting matters at all; null where it always does.</param>
internal sealed class Recommendation(
    Func<IReadOnlyDictionary<string, object?>, IReadOnlyList<object?>> values, Func<IReadOnlyDictionary<string, object?>, bool>? visible = null) : IConfigRecommender
{
    /// <summary>Recommends the same values whatever the rest.</summary>
    public static Recommendation Of(params object?[] values) => new(_ => values);

    /// <inheritdoc/>
    public IReadOnlyList<object?> ValidValues(string name, IReadOnlyDictionary<string, object?> parsedConfig) => values(parsedConfig);

    /// <inheritdoc/>
    public bool Visible(string name, IReadOnlyDictionary<string, object?> parsedConfig) => visible?.Invoke(parsedConfig) ?? true;
}
