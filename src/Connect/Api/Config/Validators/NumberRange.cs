using System.Globalization;

namespace Ms2Lab.Connect.Api;

/// <summary>Numbers not below and not above limits; null is refused.</summary>
public sealed class NumberRange : IConfigValidator
{
    private readonly object? _minimum;
    private readonly object? _maximum;

    private NumberRange(object? minimum, object? maximum)
    {
        _minimum = minimum;
        _maximum = maximum;
    }

    /// <summary>Numbers from a minimum on.</summary>
    public static NumberRange AtLeast(object minimum) => new(minimum, null);

    /// <summary>Numbers between two limits, inclusive.</summary>
    public static NumberRange Between(object minimum, object maximum) => new(minimum, maximum);

    /// <inheritdoc/>
    public void EnsureValid(string name, object? value)
    {
        if (value is null)
        {
            throw new ConfigException(name, null, "Value must be non-null");
        }

        var number = Number(value);
        if (_minimum is not null && number < Number(_minimum))
        {
            throw new ConfigException(name, value, "Value must be at least " + JavaText.Of(_minimum));
        }

        if (_maximum is not null && number > Number(_maximum))
        {
            throw new ConfigException(name, value, "Value must be no more than " + JavaText.Of(_maximum));
        }
    }

    /// <inheritdoc/>
    public override string ToString() => (_minimum, _maximum) switch
    {
        (null, null) => "[...]",
        (null, var max) => $"[...,{JavaText.Of(max)}]",
        (var min, null) => $"[{JavaText.Of(min)},...]",
        var (min, max) => $"[{JavaText.Of(min)},...,{JavaText.Of(max)}]",
    };

    private static double Number(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
