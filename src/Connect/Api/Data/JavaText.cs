using System.Globalization;
using System.Text;

namespace Ms2Lab.Connect.Api;

/// <summary>The text that Java's <c>toString</c> gives for values of the data model.</summary>
public static class JavaText
{
    private const int LongestPlain = 32;
    private const int FloatPrecision = 24;
    private const int DoublePrecision = 53;
    private const int LargestWholeExponent = 63;

    /// <summary>The text of a value; <c>null</c> for null.</summary>
    public static string Of(object? value) => value switch
    {
        null => "null",
        string s => s,
        bool b => b ? "true" : "false",
        float f => Of(f),
        double d => Of(d),
        byte[] bytes => $"[B@{System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(bytes):x}",
        ConnectMap map => "{" + string.Join(", ", map.Select(e => Of(e.Key) + "=" + Of(e.Value))) + "}",
        IEnumerable<string?> list => "[" + string.Join(", ", list.Select(s => s ?? "null")) + "]",
        IReadOnlyDictionary<string, string> map => "{" + string.Join(", ", map.Select(e => e.Key + "=" + (e.Value ?? "null"))) + "}",
        IReadOnlyDictionary<string, object?> map => "{" + string.Join(", ", map.Select(e => e.Key + "=" + Of(e.Value))) + "}",
        IEnumerable<object?> list => "[" + string.Join(", ", list.Select(Of)) + "]",
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "null",
    };

    /// <summary>The text of a value of a schema, which knows what bytes are in Java.</summary>
    public static string Of(Schema? schema, object? value) => (schema?.Type, value) switch
    {
        (SchemaType.Bytes, byte[] bytes) when schema!.HoldsByteBuffers => $"java.nio.HeapByteBuffer[pos=0 lim={bytes.Length} cap={bytes.Length}]",
        (SchemaType.Array, IEnumerable<object?> list) => "[" + string.Join(", ", list.Select(v => Of(schema!.ValueSchema, v))) + "]",
        (SchemaType.Map, ConnectMap map) => "{" + string.Join(", ", map.Select(e => Of(schema!.KeySchema, e.Key) + "=" + Of(schema.ValueSchema, e.Value))) + "}",
        _ => Of(value),
    };

    /// <summary>The text of a <c>Double</c>: at least one fraction digit, scientific from 10^7 and below 10^-3.</summary>
    public static string Of(double value)
    {
        Span<char> plain = stackalloc char[LongestPlain];
        return TryPlain(value, plain, out var length) ? new string(plain[..length]) : OfUnusual(value);
    }

    /// <summary>Appends the text of a <c>Double</c>; what most numbers look like passes without a string of its own.</summary>
    public static StringBuilder Append(StringBuilder text, double value)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<char> plain = stackalloc char[LongestPlain];
        return TryPlain(value, plain, out var length) ? text.Append(plain[..length]) : text.Append(OfUnusual(value));
    }

    /// <summary>The text of a <c>Float</c>, by the same rules.</summary>
    public static string Of(float value) => value switch
    {
        float.PositiveInfinity => "Infinity",
        float.NegativeInfinity => "-Infinity",
        0 => float.IsNegative(value) ? "-0.0" : "0.0",
        _ => float.IsNaN(value) ? "NaN" : Layout(Digits(value, FloatPrecision, value.ToString("R", CultureInfo.InvariantCulture), value.ToString("E1", CultureInfo.InvariantCulture))),
    };

    // Between 10^-3 and 10^7 "R" writes what Java writes, but for the fraction of a whole number.
    private static bool TryPlain(double value, Span<char> text, out int length)
    {
        length = 0;
        if (Math.Abs(value) is not (>= 1e-3 and < 1e7) || !value.TryFormat(text, out length, "R", CultureInfo.InvariantCulture))
        {
            return false;
        }

        if (!text[..length].Contains('.'))
        {
            ".0".CopyTo(text[length..]);
            length += 2;
        }

        return true;
    }

    private static string OfUnusual(double value) => value switch
    {
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        0 => double.IsNegative(value) ? "-0.0" : "0.0",
        _ => double.IsNaN(value) ? "NaN" : Layout(Digits(value, DoublePrecision, value.ToString("R", CultureInfo.InvariantCulture), value.ToString("E1", CultureInfo.InvariantCulture))),
    };

    // Java before 19 (JDK-4511638) does not look for the shortest digits of a whole number below 2^63: it writes all of them but those that its precision
    // cannot tell. And two digits, if they read back as the same number, come before one.
    private static string Digits(double value, int precision, string shortest, string two)
    {
        var exponent = Math.ILogB(value);
        if (exponent >= precision && exponent < LargestWholeExponent)
        {
            var unit = (long)Math.Pow(10, Math.Floor(Math.Max(exponent - precision - 1, 0) * Math.Log10(2)));
            return (((long)value + (Math.Sign(value) * (unit / 2))) / unit * unit).ToString(CultureInfo.InvariantCulture);
        }

        return shortest.TrimStart('-').Length > 1 && shortest.TrimStart('-')[1] == 'E' && IsSame(value, precision, two) ? two : shortest;
    }

    private static bool IsSame(double value, int precision, string text) => precision == FloatPrecision
        ? float.Parse(text, CultureInfo.InvariantCulture) == (float)value
        : double.Parse(text, CultureInfo.InvariantCulture) == value;

    // The shortest digits that read back as the same number come from "R", with or without an exponent.
    private static string Layout(string shortest)
    {
        var negative = shortest[0] == '-';
        var mantissa = shortest.TrimStart('-');
        var exponentAt = mantissa.IndexOf('E', StringComparison.Ordinal);
        var plain = exponentAt < 0 ? mantissa : mantissa[..exponentAt];
        var point = plain.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? plain : plain[..point];
        var digits = whole + (point < 0 ? "" : plain[(point + 1)..]);
        var leadingZeros = digits.Length - digits.TrimStart('0').Length;
        var shift = exponentAt < 0 ? 0 : int.Parse(mantissa.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var exponent = whole.Length - 1 - leadingZeros + shift;
        digits = digits.Trim('0');
        var text = new StringBuilder(negative ? "-" : "");
        if (exponent is >= 7 or < -3)
        {
            text.Append(digits[0]).Append('.').Append(digits.Length > 1 ? digits[1..] : "0").Append('E').Append(exponent);
        }
        else if (exponent < 0)
        {
            text.Append("0.").Append('0', -exponent - 1).Append(digits);
        }
        else
        {
            digits = digits.PadRight(exponent + 1, '0');
            text.Append(digits, 0, exponent + 1).Append('.').Append(digits.Length > exponent + 1 ? digits[(exponent + 1)..] : "0");
        }

        return text.ToString();
    }
}
