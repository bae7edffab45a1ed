using System.Globalization;
using System.Text;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Jdbc.Values;

/// <summary>Writes dates and times as the database takes them, in the zones and the calendar of the configuration.</summary>
/// <param name="zone">The zone of times and timestamps.</param>
/// <param name="dateZone">The zone of dates.</param>
/// <param name="hybrid">Whether days before 1582-10-15 are Julian.</param>
/// <param name="nanoseconds">Whether the numbers among the timestamp fields are nanoseconds; otherwise microseconds.</param>
internal sealed class TemporalFormat(TimeZoneInfo zone, TimeZoneInfo dateZone, bool hybrid, bool nanoseconds)
{
    private const long MillisecondsPerDay = 86_400_000;
    private const long MicrosecondsPerSecond = 1_000_000;
    private static readonly long FirstMilliseconds = DateTimeOffset.MinValue.AddDays(1).ToUnixTimeMilliseconds();
    private static readonly long LastMilliseconds = DateTimeOffset.MaxValue.AddDays(-1).ToUnixTimeMilliseconds();

    /// <summary>Appends <c>yyyy-MM-dd</c>.</summary>
    public void AppendDate(StringBuilder text, Instant value) =>
        AppendDay(text, FloorDiv(Local(value.EpochMilliseconds, dateZone), MillisecondsPerDay));

    /// <summary>Appends <c>HH:mm:ss.SSS</c>.</summary>
    public void AppendTime(StringBuilder text, Instant value)
    {
        var local = Local(value.EpochMilliseconds, zone);
        AppendTimeOfDay(text, local - (FloorDiv(local, MillisecondsPerDay) * MillisecondsPerDay));
    }

    /// <summary>Appends <c>yyyy-MM-dd HH:mm:ss.SSS</c>.</summary>
    public void AppendTimestamp(StringBuilder text, Instant value)
    {
        var local = Local(value.EpochMilliseconds, zone);
        var day = FloorDiv(local, MillisecondsPerDay);
        AppendDay(text, day);
        text.Append(' ');
        AppendTimeOfDay(text, local - (day * MillisecondsPerDay));
    }

    /// <summary>Appends <c>yyyy-MM-dd HH:mm:ss.SSSSSS</c> of a number in the configured unit since 1970, rounded to microseconds.</summary>
    public void AppendTimestamp(StringBuilder text, long value)
    {
        var micros = nanoseconds ? FloorDiv(value + 500, 1000) : value;
        var seconds = FloorDiv(micros, MicrosecondsPerSecond);
        var local = Local(seconds * 1000, zone);
        var day = FloorDiv(local, MillisecondsPerDay);
        AppendDay(text, day);
        text.Append(' ');
        AppendSeconds(text, (local - (day * MillisecondsPerDay)) / 1000);
        text.Append(CultureInfo.InvariantCulture, $".{micros - (seconds * MicrosecondsPerSecond):000000}");
    }

    /// <summary>Appends what a text among the timestamp fields says: a number of the configured unit, or an ISO date and time in the zone.</summary>
    /// <exception cref="JavaException">It is neither.</exception>
    public void AppendTimestamp(StringBuilder text, string value)
    {
        if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            AppendTimestamp(text, number);
            return;
        }

        throw JavaNumbers.NotANumber(value);
    }

    private static long Local(long milliseconds, TimeZoneInfo zone)
    {
        if (zone.Equals(TimeZoneInfo.Utc))
        {
            return milliseconds;
        }

        var offset = milliseconds < FirstMilliseconds || milliseconds > LastMilliseconds
            ? zone.BaseUtcOffset
            : zone.GetUtcOffset(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
        return milliseconds + (long)offset.TotalMilliseconds;
    }

    private static long FloorDiv(long value, long by) => Math.DivRem(value, by) is var (quotient, rest) && rest < 0 ? quotient - 1 : quotient;

    private void AppendDay(StringBuilder text, long epochDay)
    {
        var (year, month, day) = CivilDate.Of(epochDay, hybrid);
        // Java writes the year of the era, which has no zero.
        AppendPadded(text, year < 1 ? 1 - year : year, 4);
        AppendPadded(text.Append('-'), month, 2);
        AppendPadded(text.Append('-'), day, 2);
    }

    private static void AppendTimeOfDay(StringBuilder text, long milliseconds)
    {
        AppendSeconds(text, milliseconds / 1000);
        AppendPadded(text.Append('.'), milliseconds % 1000, 3);
    }

    private static void AppendSeconds(StringBuilder text, long seconds)
    {
        AppendPadded(text, seconds / 3600, 2);
        AppendPadded(text.Append(':'), seconds / 60 % 60, 2);
        AppendPadded(text.Append(':'), seconds % 60, 2);
    }

    private static void AppendPadded(StringBuilder text, long number, int digits)
    {
        for (var limit = 10L; --digits > 0; limit *= 10)
        {
            if (number < limit)
            {
                text.Append('0', digits);
                break;
            }
        }

        text.Append(number);
    }
}
