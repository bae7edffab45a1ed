namespace Ms2Lab.Connect.Api;

/// <summary>A validator from a delegate, with the text that describes it.</summary>
public sealed class LambdaValidator(Action<string, object?> ensureValid, Func<string> describe) : IConfigValidator
{
    /// <inheritdoc/>
    public void EnsureValid(string name, object? value) => ensureValid(name, value);

    /// <inheritdoc/>
    public override string ToString() => describe();
}
