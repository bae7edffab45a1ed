using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Jdbc.Settings;

/// <summary>Names of an enumeration, all in upper or all in lower case; for a list, each of its elements.</summary>
internal sealed class EnumeratorValidator(params string[] names) : IConfigValidator
{
    private readonly HashSet<string> _spellings = [.. names.Select(n => n.ToUpperInvariant()), .. names.Select(n => n.ToLowerInvariant())];

    /// <inheritdoc/>
    public void EnsureValid(string name, object? value)
    {
        foreach (var word in value as IReadOnlyList<string> ?? (value is string text ? [text] : []))
        {
            if (!_spellings.Contains(word))
            {
                throw new ConfigException(name, word, "Invalid enumerator");
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", names.Select(n => n.ToLowerInvariant()))}]";
}
