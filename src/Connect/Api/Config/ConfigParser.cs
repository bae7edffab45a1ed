using System.Globalization;

namespace Ms2Lab.Connect.Api;

/// <summary>Turns the text of a setting into its value and back, as Kafka's <c>ConfigDef.parseType</c> and <c>convertToString</c>.</summary>
public static class ConfigParser
{
    /// <summary>The value of a text (or of a value that has the type already); null stays null.</summary>
    /// <exception cref="ConfigException">It is not of the type.</exception>
    public static object? Parse(string name, object? value, ConfigDefType type)
    {
        var text = (value as string)?.Trim();
        return type switch
        {
            _ when value is null => null,
            ConfigDefType.Boolean => value is bool ? value : ParseBoolean(name, value, text),
            ConfigDefType.Password => value is Password ? value : new Password(Text(name, value, text)),
            ConfigDefType.String => Text(name, value, text),
            ConfigDefType.Int => value is int ? value : ParseInt(name, value, text),
            ConfigDefType.Short => value is short ? value : ParseShort(name, value, text),
            ConfigDefType.Long => value is long or int ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : ParseLong(name, value, text),
            ConfigDefType.Double => ParseDouble(name, value, text),
            ConfigDefType.List => value is IReadOnlyList<string> ? value : ParseList(name, value, text),
            _ => text ?? throw new ConfigException(name, value, "Expected a Class instance or class name."),
        };
    }

    /// <summary>The text of a parsed value as REST answers show it; null for null, secrets hidden.</summary>
    public static string? ToText(object? value, ConfigDefType? type) => value switch
    {
        null => null,
        IEnumerable<string> list when type is ConfigDefType.List => string.Join(',', list),
        _ => JavaText.Of(value),
    };

    private static bool ParseBoolean(string name, object value, string? text) => text?.ToUpperInvariant() switch
    {
        "TRUE" => true,
        "FALSE" => false,
        _ => throw new ConfigException(name, value, "Expected value to be either true or false"),
    };

    private static string Text(string name, object value, string? text) =>
        text ?? throw new ConfigException(name, value, "Expected value to be a string, but it was a " + JavaClass.NameOf(value));

    private static int ParseInt(string name, object value, string? text) => text is null
        ? throw new ConfigException(name, value, "Expected value to be a 32-bit integer, but it was a " + JavaClass.NameOf(value))
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ConfigException(name, value, "Not a number of type INT");

    private static short ParseShort(string name, object value, string? text) => text is null
        ? throw new ConfigException(name, value, "Expected value to be a 16-bit integer (short), but it was a " + JavaClass.NameOf(value))
        : short.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ConfigException(name, value, "Not a number of type SHORT");

    private static long ParseLong(string name, object value, string? text) => text is null
        ? throw new ConfigException(name, value, "Expected value to be a 64-bit integer (long), but it was a " + JavaClass.NameOf(value))
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ConfigException(name, value, "Not a number of type LONG");

    private static double ParseDouble(string name, object value, string? text)
    {
        if (text is null)
        {
            return value is double or float or int or long or short
                ? Convert.ToDouble(value, CultureInfo.InvariantCulture)
                : throw new ConfigException(name, value, "Expected value to be a double, but it was a " + JavaClass.NameOf(value));
        }

        return JavaNumbers.TryParseDouble(text, out var number)
            ? number
            : throw new ConfigException(name, value, "Not a number of type DOUBLE");
    }

    private static string[] ParseList(string name, object value, string? text) => text switch
    {
        null => throw new ConfigException(name, value, "Expected a comma separated list."),
        "" => [],
        _ => text.Split(',', StringSplitOptions.TrimEntries),
    };
}
