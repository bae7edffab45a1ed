using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Jdbc.Source.Settings;

/// <summary>A list of regular expressions.</summary>
internal sealed class RegexListValidator : IConfigValidator
{
    /// <inheritdoc/>
    public void EnsureValid(string name, object? value)
    {
        foreach (var pattern in (IReadOnlyList<string>?)value ?? [])
        {
            if (Re2Syntax.ErrorOf(pattern.Trim()) is { } error)
            {
                throw new ConfigException(name, value, $"Must be a valid comma-separated list of regular expression patterns: {error}");
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => "a valid comma-separated list of Java regular expressions";
}
