using System.Globalization;

namespace Ms2Lab.Schemas.Formats.Json;

/// <summary>Numbers as Java's Double.toString prints them, because stored schemas and messages show them so.</summary>
public static class JavaNumber
{
    /// <summary>Plain digits with at least one decimal from 10^-3 up to 10^7, otherwise d.dddEn.</summary>
    public static string Text(double value)
    {
        if (double.IsNaN(value))
        {
            return "NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "Infinity" : "-Infinity";
        }

        var magnitude = Math.Abs(value);
        if (magnitude == 0 || (magnitude >= 1e-3 && magnitude < 1e7))
        {
            var shortest = value.ToString("R", CultureInfo.InvariantCulture);
            return shortest.Contains('.', StringComparison.Ordinal) ? shortest : shortest + ".0";
        }

        var text = value.ToString("E16", CultureInfo.InvariantCulture);
        var digits = value.ToString("R", CultureInfo.InvariantCulture);
        return Scientific(digits, int.Parse(text.AsSpan(text.IndexOf('E') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    private static string Scientific(string shortest, int exponent)
    {
        var negative = shortest[0] == '-';
        var mantissa = shortest.Split('E')[0];
        var digits = new string(mantissa.Where(char.IsAsciiDigit).ToArray()).TrimStart('0').TrimEnd('0');
        var rest = digits.Length > 1 ? digits[1..] : "0";
        return $"{(negative ? "-" : "")}{(digits.Length > 0 ? digits[0] : '0')}.{rest}E{exponent}";
    }
}
