using System.Globalization;

namespace Ms2Lab.Connect.Jdbc.Values;

/// <summary>
/// Between instants and what a clock on a wall shows, as <c>java.util.GregorianCalendar</c> has it: lenient, an hour that a zone skips is read with the
/// offset before it, one that it repeats is read as standard time, and before 1900 a zone has the offset that it had then.
/// </summary>
internal static class CivilTime
{
    private const int SecondsPerDay = 86_400;
    private static readonly DateTime FirstKnown = new(1900, 1, 1);
    private static readonly DateTime LastKnown = new(9999, 12, 30);

    /// <summary>The instant of a date and time in a zone.</summary>
    /// <param name="date">The day; month and day may be 0 or too great, then they count on.</param>
    /// <param name="secondOfDay">Seconds since midnight.</param>
    /// <param name="nanos">Nanoseconds of the second.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="hybrid">Whether days before 1582-10-15 are Julian.</param>
    public static SqlTimestamp ToInstant(CivilDate date, int secondOfDay, int nanos, TimeZoneInfo zone, bool hybrid)
    {
        var local = (date.ToEpochDay(hybrid) * SecondsPerDay) + secondOfDay;
        return new SqlTimestamp(local - OffsetOfLocal(local, zone), nanos);
    }

    /// <summary>The day and the second of it that an instant is in a zone.</summary>
    public static (CivilDate Date, int SecondOfDay) OfInstant(SqlTimestamp instant, TimeZoneInfo zone, bool hybrid)
    {
        var local = instant.EpochSecond + OffsetOfInstant(instant.EpochSecond, zone);
        var day = FloorDiv(local, SecondsPerDay);
        return (CivilDate.Of(day, hybrid), (int)(local - (day * SecondsPerDay)));
    }

    /// <summary>The text <c>yyyy-MM-dd</c>, a separator, <c>HH:mm:ss</c> of an instant in a zone.</summary>
    public static string Format(SqlTimestamp instant, TimeZoneInfo zone, bool hybrid, char separator)
    {
        var (date, second) = OfInstant(instant, zone, hybrid);
        // Java writes the year of the era, which has no zero.
        var year = date.Year < 1 ? 1 - date.Year : date.Year;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{year:0000}-{date.Month:00}-{date.Day:00}{separator}{second / 3600:00}:{second / 60 % 60:00}:{second % 60:00}");
    }

    /// <summary>The quotient rounded down.</summary>
    public static long FloorDiv(long value, long by) => Math.DivRem(value, by) is var (quotient, rest) && rest < 0 ? quotient - 1 : quotient;

    private static long OffsetOfLocal(long local, TimeZoneInfo zone) => OffsetOf(local, zone, DateTimeKind.Unspecified);

    private static long OffsetOfInstant(long second, TimeZoneInfo zone) => OffsetOf(second, zone, DateTimeKind.Utc);

    private static long OffsetOf(long second, TimeZoneInfo zone, DateTimeKind kind)
    {
        if (ReferenceEquals(zone, TimeZoneInfo.Utc))
        {
            return 0;
        }

        var first = (long)(FirstKnown - DateTime.UnixEpoch).TotalSeconds;
        var last = (long)(LastKnown - DateTime.UnixEpoch).TotalSeconds;
        var time = DateTime.SpecifyKind(DateTime.UnixEpoch.AddSeconds(Math.Clamp(second, first, last)), kind);
        return (long)zone.GetUtcOffset(time).TotalSeconds;
    }
}
