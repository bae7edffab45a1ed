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

    /// <summary>Where a running broker takes a new value.</summary>
    public ConfigScope Scope { get; init; }

    /// <summary>Whether it numbers threads, of which a running broker may have twice as many or half as many at a time.</summary>
    public bool CountsThreads { get; init; }

    /// <summary>What else a value has to be: null for a good one, else how the value is shown and what it should be.</summary>
    public Func<string, (string Shown, string Why)?>? Rule { get; init; }

    /// <summary>Secrets never leave the broker, nor do settings that it does not know.</summary>
    public bool IsSensitive => Type is ConfigType.Password or ConfigType.Unknown;

    /// <summary>Null for a good value, else the text of Kafka's ConfigException.</summary>
    public string? Refusal(string value) => RefusalOfType(value) ?? (Rule?.Invoke(value) is { } broken ? Wrong(broken.Shown, broken.Why) : null);

    /// <summary>A good value as Kafka prints it after it has read it.</summary>
    public string Canonical(string value) => Type switch
    {
        ConfigType.Boolean => value.Trim().ToLowerInvariant(),
        ConfigType.Int or ConfigType.Short or ConfigType.Long when long.TryParse(value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) =>
            number.ToString(CultureInfo.InvariantCulture),
        ConfigType.Double when double.TryParse(value.Trim(), CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e7 => AsJava(number),
        ConfigType.List => string.Join(',', Split(value)),
        _ => value,
    };

    private string? RefusalOfType(string value) => Type switch
    {
        ConfigType.Boolean => value.Trim().ToUpperInvariant() is "TRUE" or "FALSE" ? null : Wrong(value, "Expected value to be either true or false"),
        ConfigType.Int => int.TryParse(value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var i) ? OutOfRange(value, i) : Wrong(value, "Not a number of type INT"),
        ConfigType.Short => short.TryParse(value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var s) ? OutOfRange(value, s) : Wrong(value, "Not a number of type SHORT"),
        ConfigType.Long => long.TryParse(value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var l) ? OutOfRange(value, l) : Wrong(value, "Not a number of type LONG"),
        ConfigType.Double => double.TryParse(value.Trim(), CultureInfo.InvariantCulture, out var d) ? OutOfRange(AsJava(d), d) : Wrong(value, "Not a number of type DOUBLE"),
        ConfigType.List => Split(value).FirstOrDefault(e => Choices.Count > 0 && !Choices.Contains(e)) is { } wrong
            ? Wrong(wrong, $"String must be one of: {string.Join(", ", Choices)}")
            : Choices.Count > 0 && value.Contains(',', StringComparison.Ordinal) && value.Split(',').Any(string.IsNullOrWhiteSpace)
            ? $"Configuration '{Name}' values must not be empty."
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
