using System.Numerics;

namespace Ms2Lab.Connect.Api;

/// <summary>Hash codes as Java computes them: they decide the order of <c>java.util.HashMap</c>.</summary>
public static class JavaHash
{
    /// <summary>The hash code of a value of the data model, 0 for null. Bytes have an identity hash in Java; here it is their length.</summary>
    public static int Of(object? value) => value switch
    {
        null => 0,
        string s => OfString(s),
        bool b => b ? 1231 : 1237,
        sbyte or short or int => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture),
        long n => OfLong(n),
        Instant t => OfLong(t.EpochMilliseconds),
        float f => BitConverter.SingleToInt32Bits(f),
        double d => OfLong(BitConverter.DoubleToInt64Bits(d)),
        BigDecimal d => unchecked((31 * OfInteger(d.Unscaled)) + d.Scale),
        byte[] bytes => bytes.Length,
        ConnectMap map => map.Aggregate(0, (h, e) => unchecked(h + (Of(e.Key) ^ Of(e.Value)))),
        IReadOnlyList<object?> list => list.Aggregate(1, (h, v) => unchecked((31 * h) + Of(v))),
        _ => value.GetHashCode(),
    };

    /// <summary>The hash code of a Java string.</summary>
    public static int OfString(string text)
    {
        var hash = 0;
        foreach (var c in text)
        {
            hash = unchecked((31 * hash) + c);
        }

        return hash;
    }

    private static int OfLong(long value) => (int)(value ^ (long)((ulong)value >> 32));

    private static int OfInteger(BigInteger value)
    {
        var hash = 0;
        var magnitude = BigInteger.Abs(value).ToByteArray(isUnsigned: true, isBigEndian: true);
        for (var end = (magnitude.Length % 4) is 0 ? 4 : magnitude.Length % 4; end <= magnitude.Length; end += 4)
        {
            var word = 0;
            for (var i = Math.Max(0, end - 4); i < end; i++)
            {
                word = (word << 8) | magnitude[i];
            }

            hash = unchecked((31 * hash) + word);
        }

        return hash * value.Sign;
    }
}
