using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Jdbc.Source.Settings;

/// <summary>Shows the settings that the chosen mode uses. Asked about a mode that is missing or unknown, it complains at each of them, as the connector does.</summary>
internal sealed class ModeDependents : IConfigRecommender
{
    /// <inheritdoc/>
    public IReadOnlyList<object?> ValidValues(string name, IReadOnlyDictionary<string, object?> parsedConfig) => [];

    /// <inheritdoc/>
    public bool Visible(string name, IReadOnlyDictionary<string, object?> parsedConfig)
    {
        var ofTimestamps = name is SourceSettings.TimestampColumns or SourceSettings.TimestampMapping or SourceSettings.ValidateNonNull;
        var ofNumbers = name is SourceSettings.IncrementingColumn or SourceSettings.IncrementingMapping or SourceSettings.ValidateNonNull;
        return parsedConfig.GetValueOrDefault(SourceSettings.Mode) switch
        {
            SourceModes.Bulk => false,
            SourceModes.Timestamp => ofTimestamps,
            SourceModes.Incrementing => ofNumbers,
            SourceModes.TimestampIncrementing => ofTimestamps || ofNumbers,
            "" => throw new ConfigException("Query mode must be specified"),
            var mode => throw new ConfigException($"Invalid mode: {JavaText.Of(mode)}"),
        };
    }
}
