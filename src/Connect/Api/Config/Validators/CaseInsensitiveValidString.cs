namespace Ms2Lab.Connect.Api;

/// <summary>One of some texts, whatever their case; messages show them in the order of a Java hash set.</summary>
public sealed class CaseInsensitiveValidString : IConfigValidator
{
    private readonly IReadOnlyList<string> _allowed;

    private CaseInsensitiveValidString(IEnumerable<string> allowed)
    {
        var set = new ConnectMap();
        foreach (var text in allowed)
        {
            set[text.ToUpperInvariant()] = true;
        }

        _allowed = [.. set.Keys.Cast<string>()];
    }

    /// <summary>One of those.</summary>
    public static CaseInsensitiveValidString In(params string[] allowed) => new(allowed);

    /// <inheritdoc/>
    public void EnsureValid(string name, object? value)
    {
        if (value is not string text || !_allowed.Contains(text.ToUpperInvariant()))
        {
            throw new ConfigException(name, value, "String must be one of (case insensitive): " + string.Join(", ", _allowed));
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"(case insensitive) [{string.Join(", ", _allowed)}]";
}
