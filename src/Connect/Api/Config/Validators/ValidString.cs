namespace Ms2Lab.Connect.Api;

/// <summary>One of some texts, exactly.</summary>
public sealed class ValidString : IConfigValidator
{
    private ValidString(IReadOnlyList<string> allowed) => Allowed = allowed;

    /// <summary>The allowed texts.</summary>
    public IReadOnlyList<string> Allowed { get; }

    /// <summary>One of those.</summary>
    public static ValidString In(params string[] allowed) => new(allowed);

    /// <inheritdoc/>
    public void EnsureValid(string name, object? value)
    {
        if (!Allowed.Contains(value as string))
        {
            throw new ConfigException(name, value, "String must be one of: " + string.Join(", ", Allowed));
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", Allowed)}]";
}
