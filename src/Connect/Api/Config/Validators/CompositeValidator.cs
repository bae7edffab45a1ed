namespace Ms2Lab.Connect.Api;

/// <summary>Several validators, one after the other.</summary>
public sealed class CompositeValidator(params IConfigValidator[] validators) : IConfigValidator
{
    /// <inheritdoc/>
    public void EnsureValid(string name, object? value)
    {
        foreach (var validator in validators)
        {
            validator.EnsureValid(name, value);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", validators.Select(v => v.ToString()));
}
