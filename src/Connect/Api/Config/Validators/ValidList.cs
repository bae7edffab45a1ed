namespace Ms2Lab.Connect.Api;

/// <summary>A list without duplicates and empty elements, of certain texts if any are stated.</summary>
public sealed class ValidList : IConfigValidator
{
    private readonly ValidString _elements;
    private readonly bool _emptyAllowed;
    private readonly bool _nullAllowed;

    private ValidList(string[] allowed, bool emptyAllowed, bool nullAllowed)
    {
        _elements = ValidString.In(allowed);
        _emptyAllowed = emptyAllowed;
        _nullAllowed = nullAllowed;
    }

    /// <summary>Any texts, none twice.</summary>
    public static ValidList AnyNonDuplicateValues(bool isEmptyAllowed, bool isNullAllowed) => new([], isEmptyAllowed, isNullAllowed);

    /// <summary>Some of those, possibly none.</summary>
    public static ValidList In(params string[] allowed) => new(allowed, true, false);

    /// <summary>Some of those.</summary>
    public static ValidList In(bool isEmptyAllowed, params string[] allowed) => new(allowed, isEmptyAllowed, false);

    /// <inheritdoc/>
    public void EnsureValid(string name, object? value)
    {
        if (value is null)
        {
            if (_nullAllowed)
            {
                return;
            }

            throw new ConfigException($"Configuration '{name}' values must not be null.");
        }

        var list = (IReadOnlyList<string>)value;
        if (list.Count == 0 && !_emptyAllowed)
        {
            var valid = _elements.Allowed.Count == 0 ? "any non-empty value" : _elements.ToString();
            throw new ConfigException($"Configuration '{name}' must not be empty. Valid values include: {valid}");
        }

        if (list.Distinct().Count() != list.Count)
        {
            throw new ConfigException($"Configuration '{name}' values must not be duplicated.");
        }

        foreach (var element in list)
        {
            CheckElement(name, element);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _elements.ToString();

    private void CheckElement(string name, string element)
    {
        if (element.Length == 0)
        {
            throw new ConfigException($"Configuration '{name}' values must not be empty.");
        }

        if (_elements.Allowed.Count > 0)
        {
            _elements.EnsureValid(name, element);
        }
    }
}
