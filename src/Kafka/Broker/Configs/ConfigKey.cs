using System.Globalization;

namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>One setting: type, default, which broker setting stands behind it, and what values it takes.</summary>
internal sealed record ConfigKey(string Name, ConfigType Type, string? Default, string? BrokerName = null)
{
    /// <summary>Smallest and largest number; null for no limit.</summary>
    public double? Least { get; init; }

    /// <summary>Largest number.</summary>
    public double? Most { get; init; }

    /// <summary>Values that a text, or each element of a list, may have; empty for any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether a running broker takes a new value.</summary>
    public bool IsDynamic { get; init; }

    /// <summary>Null for a good value, else the text of Kafka's ConfigException.</summary>
    public string? Refusal(string value) => Type switch
    {
        ConfigType.Boolean => value.Trim().ToUpperInvariant() is "TRUE" or "FALSE" ? null : Wrong(value, "Expected value to be either true or false"),
        ConfigType.Int => int.TryParse(value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var i) ? OutOfRange(value, i) : Wrong(value, "Not a number of type INT"),
        ConfigType.Short => short.TryParse(value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var s) ? OutOfRange(value, s) : Wrong(value, "Not a number of type SHORT"),
        ConfigType.Long => long.TryParse(value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var l) ? OutOfRange(value, l) : Wrong(value, "Not a number of type LONG"),
        ConfigType.Double => double.TryParse(value.Trim(), CultureInfo.InvariantCulture, out var d) ? OutOfRange(AsJava(d), d) : Wrong(value, "Not a number of type DOUBLE"),
        ConfigType.List => Split(value).FirstOrDefault(e => Choices.Count > 0 && !Choices.Contains(e)) is { } wrong
            ? Wrong(wrong, $"String must be one of: {string.Join(", ", Choices)}")
            : null,
        _ => Choices.Count > 0 && !Choices.Contains(value) ? Wrong(value, $"String must be one of: {string.Join(", ", Choices)}") : null,
    };

    /// <summary>The elements of a list value.</summary>
    public static IReadOnlyList<string> Split(string value) => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private string? OutOfRange(string value, double number) =>
        number < Least ? Wrong(value, string.Create(CultureInfo.InvariantCulture, $"Value must be at least {Least}"))
        : number > Most ? Wrong(value, string.Create(CultureInfo.InvariantCulture, $"Value must be no more than {Most}"))
        : null;

    /// <summary>A number as Java prints a double.</summary>
    private static string AsJava(double number) => number == Math.Floor(number) && Math.Abs(number) < 1e7 ? $"{(long)number}.0" : number.ToString(CultureInfo.InvariantCulture);

    private string Wrong(string value, string why) => $"Invalid value {value} for configuration {Name}: {why}";
}
