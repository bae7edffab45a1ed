namespace Ms2Lab.Connect.Api;

/// <summary>Checks a parsed value.</summary>
public interface IConfigValidator
{
    /// <summary>Passes, or throws.</summary>
    /// <exception cref="ConfigException">The value is not allowed.</exception>
    void EnsureValid(string name, object? value);
}
