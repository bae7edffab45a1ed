using System.Globalization;
using System.Text;

namespace Ms2Lab.Connect.Api;

/// <summary>Formats an instant by a pattern.</summary>
internal static class JavaDateWriter
{
    public static string Write(JavaDateFormat format, Instant instant)
    {
        var (year, month, day, epochDay) = JavaCalendar.DateOf(instant.EpochMilliseconds);
        var time = JavaCalendar.TimeOfDay(instant.EpochMilliseconds);
        var hour = time / 3_600_000;
        var text = new StringBuilder();
        foreach (var (letter, count, literal) in format.Parts)
        {
            _ = letter switch
            {
                '\0' => text.Append(literal),
                'G' => text.Append(JavaDateNames.Eras[year > 0 ? 1 : 0]),
                'y' => Year(text, year > 0 ? year : 1 - year, count),
                'Y' => Year(text, JavaCalendar.WeekOf(year, epochDay).Year, count),
                'M' or 'L' => count >= 3
                    ? text.Append(Name(JavaDateNames.Months[month - 1], count))
                    : Number(text, month, count),
                'E' => text.Append(Name(JavaDateNames.Days[JavaCalendar.DayOfWeek(epochDay) - 1], count)),
                'u' => Number(text, JavaCalendar.DayOfWeek(epochDay), count),
                'D' => Number(text, JavaCalendar.DayOfYear(year, epochDay), count),
                'w' => Number(text, JavaCalendar.WeekOf(year, epochDay).Week, count),
                'W' => Number(text, JavaCalendar.WeekOfMonth(epochDay, day), count),
                'F' => Number(text, ((day - 1) / 7) + 1, count),
                'd' => Number(text, day, count),
                'a' => text.Append(JavaDateNames.Halves[hour / 12]),
                'H' => Number(text, hour, count),
                'k' => Number(text, hour == 0 ? 24 : hour, count),
                'K' => Number(text, hour % 12, count),
                'h' => Number(text, hour % 12 == 0 ? 12 : hour % 12, count),
                'm' => Number(text, time / 60_000 % 60, count),
                's' => Number(text, time / 1000 % 60, count),
                'S' => Number(text, time % 1000, count),
                'z' => text.Append(count >= 4 ? "Coordinated Universal Time" : "UTC"),
                'Z' => text.Append("+0000"),
                _ => text.Append('Z'),
            };
        }

        return text.ToString();
    }

    private static string Name(string name, int count) => count >= 4 ? name : name[..3];

    private static StringBuilder Year(StringBuilder text, long year, int count) =>
        count == 2 ? Number(text, year % 100, 2) : Number(text, year, count);

    private static StringBuilder Number(StringBuilder text, long value, int width) =>
        text.Append(value.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0'));
}
