namespace Ms2Lab.Connect.Api;

/// <summary>Any text but the empty one; null passes.</summary>
public sealed class NonEmptyString : IConfigValidator
{
    /// <inheritdoc/>
    public void EnsureValid(string name, object? value)
    {
        if (value is "")
        {
            throw new ConfigException(name, value, "String must be non-empty");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => "non-empty string";
}
