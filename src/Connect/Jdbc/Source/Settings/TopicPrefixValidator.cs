using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Jdbc.Source.Settings;

/// <summary>What may stand before a table's name in the name of a topic.</summary>
internal sealed class TopicPrefixValidator : IConfigValidator
{
    private const int LongestTopicName = 249;

    /// <inheritdoc/>
    public void EnsureValid(string name, object? value)
    {
        if (value is not string prefix)
        {
            throw new ConfigException(name, value, "Topic prefix must not be null.");
        }

        prefix = prefix.Trim();
        if (prefix.Length > LongestTopicName)
        {
            throw new ConfigException(name, value, $"Topic prefix length must not exceed max topic name length, {LongestTopicName} chars");
        }

        if (!prefix.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
        {
            throw new ConfigException(name, value, "Topic prefix must not contain any character other than ASCII alphanumerics, '.', '_' and '-'.");
        }
    }
}
