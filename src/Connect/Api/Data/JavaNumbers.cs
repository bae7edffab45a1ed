using System.Globalization;
using System.Text.RegularExpressions;

namespace Ms2Lab.Connect.Api;

/// <summary>Reads numbers as Java's <c>parse…</c> methods do.</summary>
public static partial class JavaNumbers
{
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

        value = !double.IsFinite(wide) || !float.TryParse(text.AsSpan().Trim().TrimEnd("fFdD"), NumberStyles.Float, CultureInfo.InvariantCulture, out var narrow)
            ? (float)wide
            : narrow;
        return true;
    }

    [GeneratedRegex(@"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[fFdD]?$")]
    private static partial Regex Plain();
}
