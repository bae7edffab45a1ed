using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Ms2Lab.Player.Answers;

/// <summary>Values of servers as JSON: bytes that are text as text, others as <c>{"hex"}</c>; times in ISO form; decimals as text.</summary>
internal static class PlainValue
{
    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>Bytes as text where every character prints (or is a tab or a line feed), else as hex; null stays null.</summary>
    public static JsonNode? OfBytes(byte[]? bytes)
    {
        if (bytes is null)
        {
            return null;
        }
        try
        {
            var text = Strict.GetString(bytes);
            if (text.EnumerateRunes().All(Prints))
            {
                return JsonValue.Create(text);
            }
        }
        catch (DecoderFallbackException)
        {
            // Not text: shown as hex below.
        }
        return new JsonObject { ["hex"] = Convert.ToHexStringLower(bytes) };
    }

    /// <summary>A column's value.</summary>
    /// <param name="value">As MySqlConnector hands it out.</param>
    /// <param name="type">MySQL's name of the column's type.</param>
    public static JsonNode? OfColumn(object? value, string type) => value switch
    {
        null or DBNull => null,
        byte[] bytes => OfBytes(bytes),
        bool bit => OfBytes([bit ? (byte)1 : (byte)0]),
        ulong bits when type == "BIT" => OfBytes(BigEndian(bits)),
        string text => JsonValue.Create(text),
        float number => JsonValue.Create(double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)),
        double number => JsonValue.Create(number),
        DateTime day when type == "DATE" => JsonValue.Create(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTime time => JsonValue.Create(time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + Fraction(time.Ticks)),
        TimeSpan span => JsonValue.Create(Duration(span)),
        IConvertible number => JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture)),
        _ => throw new NotSupportedException($"a column of {value.GetType()} ({type}) has no form in recordings"),
    };

    private static bool Prints(Rune rune) => rune.Value is '\t' or '\n' or ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);

    // The recordings show what Python's datetime prints: six digits, or none.
    private static string Fraction(long ticks) =>
        ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond is var micros and not 0 ? string.Create(CultureInfo.InvariantCulture, $".{Math.Abs(micros):D6}") : "";

    // Python's timedelta: days apart, the rest never negative.
    private static string Duration(TimeSpan span)
    {
        var days = (int)Math.Floor(span.TotalDays);
        var rest = span - TimeSpan.FromDays(days);
        var clock = string.Create(CultureInfo.InvariantCulture, $"{(int)rest.TotalHours}:{rest.Minutes:D2}:{rest.Seconds:D2}{Fraction(rest.Ticks)}");
        return days == 0 ? clock : string.Create(CultureInfo.InvariantCulture, $"{days} day{(Math.Abs(days) == 1 ? "" : "s")}, {clock}");
    }

    private static byte[] BigEndian(ulong bits)
    {
        var bytes = BitConverter.GetBytes(bits);
        Array.Reverse(bytes);
        return [.. bytes.SkipWhile(b => b == 0).DefaultIfEmpty()];
    }
}
