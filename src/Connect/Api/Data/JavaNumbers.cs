using System.Globalization;
using System.Text.RegularExpressions;

namespace Ms2Lab.Connect.Api;

/// <summary>Reads and narrows numbers as Java does.</summary>
public static partial class JavaNumbers
{
    /// <summary>Whether a value is what Java calls a <c>Number</c>.</summary>
    public static bool IsNumber(object? value) => value is sbyte or short or int or long or float or double or BigDecimal;

    /// <summary>As <c>Number.longValue</c>: fractions are dropped, floating point saturates, decimals keep their low bits.</summary>
    public static long ToInt64(object number) => number switch
    {
        double d => Saturate(d),
        float f => Saturate(f),
        BigDecimal d => d.ToInt64(),
        _ => Convert.ToInt64(number, CultureInfo.InvariantCulture),
    };

    /// <summary>As <c>Number.intValue</c>; narrower integers are cut from it.</summary>
    public static int ToInt32(object number) => number switch
    {
        double d => (int)Math.Clamp(Saturate(d), int.MinValue, int.MaxValue),
        float f => (int)Math.Clamp(Saturate(f), int.MinValue, int.MaxValue),
        _ => unchecked((int)ToInt64(number)),
    };

    /// <summary>As <c>Number.doubleValue</c>.</summary>
    public static double ToDouble(object number) =>
        number is BigDecimal d ? d.ToDouble() : Convert.ToDouble(number, CultureInfo.InvariantCulture);

    /// <summary>As <c>Number.floatValue</c>.</summary>
    public static float ToSingle(object number) =>
        number is BigDecimal d ? d.ToSingle() : Convert.ToSingle(number, CultureInfo.InvariantCulture);

    /// <summary>As <c>Long.parseLong</c> and its narrower siblings: sign and decimal digits, no white space.</summary>
    public static bool TryParseInteger(string text, long minimum, long maximum, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= minimum && value <= maximum;

    /// <summary>As <c>Double.parseDouble</c>: surrounding white space, <c>NaN</c>, <c>Infinity</c> and a type suffix are allowed.</summary>
    public static bool TryParseDouble(string text, out double value)
    {
        var trimmed = text.AsSpan().Trim();
        var unsigned = trimmed.TrimStart("+-");
        if (unsigned is "NaN" or "Infinity" && trimmed.Length - unsigned.Length <= 1)
        {
            value = unsigned is "NaN" ? double.NaN : trimmed.StartsWith("-") ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        value = 0;
        return Plain().IsMatch(trimmed)
            && double.TryParse(trimmed.TrimEnd("fFdD"), NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>As <c>Float.parseFloat</c>, by the same rules.</summary>
    public static bool TryParseFloat(string text, out float value)
    {
        value = 0;
        if (!TryParseDouble(text, out var wide))
        {
            return false;
        }

        var digits = text.AsSpan().Trim().TrimEnd("fFdD");
        value = double.IsFinite(wide) && float.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var narrow)
            ? narrow
            : (float)wide;
        return true;
    }

    /// <summary>The exception that Java's <c>parse…</c> methods throw for a text.</summary>
    public static JavaException NotANumber(string text) =>
        new("java.lang.NumberFormatException", $"For input string: \"{text}\"");

    private static long Saturate(double value) => value switch
    {
        double.NaN => 0,
        >= long.MaxValue => long.MaxValue,
        <= long.MinValue => long.MinValue,
        _ => (long)value,
    };

    [GeneratedRegex(@"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[fFdD]?$")]
    private static partial Regex Plain();
}
