namespace Ms2Lab.Connect.Api;

/// <summary>Anything but null.</summary>
public sealed class NonNull : IConfigValidator
{
    /// <inheritdoc/>
    public void EnsureValid(string name, object? value)
    {
        if (value is null)
        {
            throw new ConfigException(name, "null", "entry must be non null");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => "non-null string";
}
