using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Validation;

/// <summary>Recommends the same values always.</summary>
internal sealed class ListRecommender(IReadOnlyList<object?> values, bool isVisible = true) : IConfigRecommender
{
    /// <inheritdoc/>
    public IReadOnlyList<object?> ValidValues(string name, IReadOnlyDictionary<string, object?> parsedConfig) => values;

    /// <inheritdoc/>
    public bool Visible(string name, IReadOnlyDictionary<string, object?> parsedConfig) => isVisible;
}
