namespace Ms2Lab.Connect.Api;

/// <summary>Text without ISO control characters that is not empty; null passes.</summary>
public sealed class NonEmptyStringWithoutControlChars : IConfigValidator
{
    /// <inheritdoc/>
    public void EnsureValid(string name, object? value)
    {
        if (value is not string text)
        {
            return;
        }

        if (text.Length == 0)
        {
            throw new ConfigException(name, value, "String may not be empty");
        }

        var illegal = text.Where(char.IsControl).Select(c => (int)c).ToList();
        if (illegal.Count > 0)
        {
            throw new ConfigException(
                name, value, "String may not contain control sequences but had the following ASCII chars: " + string.Join(", ", illegal));
        }
    }

    /// <inheritdoc/>
    public override string ToString() => "non-empty string without ISO control characters";
}
