namespace Ms2Lab.Environments.Containers;

/// <summary>Properties as the images of Kafka and of Confluent take them: as environment variables.</summary>
internal static class ImageVariables
{
    /// <summary>The variables of properties: in upper case behind a prefix, with <c>_</c> for a dot, <c>__</c> for an underscore and <c>___</c> for a hyphen.</summary>
    public static IReadOnlyDictionary<string, string> Of(string prefix, IReadOnlyDictionary<string, string> properties) => properties.ToDictionary(
        p => $"{prefix}_{p.Key.Replace("_", "__", StringComparison.Ordinal).Replace("-", "___", StringComparison.Ordinal).Replace('.', '_').ToUpperInvariant()}", p => p.Value);
}
