using System.Globalization;
using System.Numerics;
using System.Text;

namespace Ms2Lab.Connect.Api;

/// <summary>
/// An arbitrary-precision decimal, unscaled value times 10 to the minus scale; what <c>java.math.BigDecimal</c> is. As there, 1.0 and
/// 1.00 are not equal, but compare as 0.
/// </summary>
/// <param name="Unscaled">The unscaled value.</param>
/// <param name="Scale">The number of digits right of the point; negative for trailing zeros.</param>
public readonly record struct BigDecimal(BigInteger Unscaled, int Scale) : IComparable<BigDecimal>
{
    /// <summary>The sign: -1, 0 or 1.</summary>
    public int Sign => Unscaled.Sign;

    /// <summary>The number of digits of the unscaled value, at least 1.</summary>
    public int Precision => Unscaled.IsZero ? 1 : BigInteger.Abs(Unscaled).ToString(CultureInfo.InvariantCulture).Length;

    /// <summary>Reads Java's syntax: sign, digits, point, exponent.</summary>
    /// <exception cref="FormatException">It is no number.</exception>
    public static BigDecimal Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not a decimal number.");

    /// <summary>Reads Java's syntax: sign, digits, point, exponent; no white space.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out BigDecimal value)
    {
        value = default;
        var exponent = 0L;
        var exponentAt = text.IndexOfAny('e', 'E');
        if (exponentAt >= 0)
        {
            if (!long.TryParse(text[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            {
                return false;
            }

            text = text[..exponentAt];
        }

        var negative = text.StartsWith("-");
        if (negative || text.StartsWith("+"))
        {
            text = text[1..];
        }

        var point = text.IndexOf('.');
        var fraction = point < 0 ? 0 : text.Length - point - 1;
        var digits = point < 0 ? text.ToString() : string.Concat(text[..point], text[(point + 1)..]);
        var scale = fraction - exponent;
        if (digits.Length == 0 || !digits.All(char.IsAsciiDigit) || scale is > int.MaxValue or < int.MinValue)
        {
            return false;
        }

        var unscaled = BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        value = new BigDecimal(negative ? -unscaled : unscaled, (int)scale);
        return true;
    }

    /// <summary>The decimal of the shortest text of a number, as Java's <c>valueOf</c>.</summary>
    /// <exception cref="FormatException">The number is not finite.</exception>
    public static BigDecimal ValueOf(double value) => Parse(JavaText.Of(value));

    /// <summary>The decimal of a .NET decimal with its scale.</summary>
    public static BigDecimal From(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var unscaled = (new BigInteger((uint)bits[2]) << 64) | (new BigInteger((uint)bits[1]) << 32) | (uint)bits[0];
        return new BigDecimal(value < 0 ? -unscaled : unscaled, (bits[3] >> 16) & 0xFF);
    }

    /// <summary>The integral part, fraction dropped.</summary>
    public BigInteger ToBigInteger() =>
        Scale <= 0 ? Unscaled * BigInteger.Pow(10, -Scale) : BigInteger.Divide(Unscaled, BigInteger.Pow(10, Scale));

    /// <summary>The low 64 bits of the integral part, as Java's <c>longValue</c>; 64 factors of ten leave no bit set.</summary>
    public long ToInt64() =>
        Scale <= -64 || Precision <= Scale ? 0 : unchecked((long)(ulong)(ToBigInteger() & ulong.MaxValue));

    /// <summary>The nearest double.</summary>
    public double ToDouble() => double.Parse(ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The nearest float.</summary>
    public float ToSingle() => float.Parse(ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The .NET decimal.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public decimal ToDecimal() => decimal.Parse(ToPlainString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The same number with another scale; digits that would be lost must be zero.</summary>
    /// <exception cref="ArithmeticException">Rounding would be necessary.</exception>
    public BigDecimal WithScale(int scale)
    {
        if (scale >= Scale)
        {
            return new BigDecimal(Unscaled * BigInteger.Pow(10, scale - Scale), scale);
        }

        var quotient = BigInteger.DivRem(Unscaled, BigInteger.Pow(10, Scale - scale), out var rest);
        return rest.IsZero ? new BigDecimal(quotient, scale) : throw new ArithmeticException("Rounding necessary");
    }

    /// <summary>The same number with the smallest scale.</summary>
    public BigDecimal StripTrailingZeros()
    {
        if (Unscaled.IsZero)
        {
            return new BigDecimal(0, 0);
        }

        var (unscaled, scale) = (Unscaled, Scale);
        for (var quotient = BigInteger.DivRem(unscaled, 10, out var rest); rest.IsZero; quotient = BigInteger.DivRem(unscaled, 10, out rest))
        {
            (unscaled, scale) = (quotient, scale - 1);
        }

        return new BigDecimal(unscaled, scale);
    }

    /// <inheritdoc/>
    public int CompareTo(BigDecimal other)
    {
        var scale = Math.Max(Scale, other.Scale);
        return WithScale(scale).Unscaled.CompareTo(other.WithScale(scale).Unscaled);
    }

    /// <summary>All digits, never an exponent.</summary>
    public string ToPlainString()
    {
        if (Scale <= 0)
        {
            return (Unscaled * BigInteger.Pow(10, -Scale)).ToString(CultureInfo.InvariantCulture);
        }

        var digits = BigInteger.Abs(Unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(Scale + 1, '0');
        return $"{(Sign < 0 ? "-" : "")}{digits[..^Scale]}.{digits[^Scale..]}";
    }

    /// <summary>Java's canonical text: plain where scale and size allow, otherwise with an exponent.</summary>
    public override string ToString()
    {
        var digits = BigInteger.Abs(Unscaled).ToString(CultureInfo.InvariantCulture);
        var exponent = digits.Length - 1L - Scale;
        if (Scale >= 0 && exponent >= -6)
        {
            return ToPlainString();
        }

        var text = new StringBuilder(Sign < 0 ? "-" : "").Append(digits[0]);
        if (digits.Length > 1)
        {
            text.Append('.').Append(digits, 1, digits.Length - 1);
        }

        if (exponent != 0)
        {
            text.Append('E').Append(exponent > 0 ? "+" : "").Append(exponent.ToString(CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    /// <summary>Whether one number is below another.</summary>
    public static bool operator <(BigDecimal left, BigDecimal right) => left.CompareTo(right) < 0;

    /// <summary>Whether one number is above another.</summary>
    public static bool operator >(BigDecimal left, BigDecimal right) => left.CompareTo(right) > 0;

    /// <summary>Whether one number is not above another.</summary>
    public static bool operator <=(BigDecimal left, BigDecimal right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one number is not below another.</summary>
    public static bool operator >=(BigDecimal left, BigDecimal right) => left.CompareTo(right) >= 0;
}
