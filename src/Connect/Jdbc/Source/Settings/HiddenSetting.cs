using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Jdbc.Source.Settings;

/// <summary>Keeps a setting out of forms.</summary>
internal sealed class HiddenSetting : IConfigRecommender
{
    /// <inheritdoc/>
    public IReadOnlyList<object?> ValidValues(string name, IReadOnlyDictionary<string, object?> parsedConfig) => [];

    /// <inheritdoc/>
    public bool Visible(string name, IReadOnlyDictionary<string, object?> parsedConfig) => false;
}
