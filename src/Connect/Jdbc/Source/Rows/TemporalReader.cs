using System.Globalization;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;
using Ms2Lab.Connect.Jdbc.Values;
using MySqlConnector;

namespace Ms2Lab.Connect.Jdbc.Source.Rows;

/// <summary>Reads dates and times as Connector/J does: lenient, in the zone and the calendar of the configuration; dates are always those of UTC.</summary>
/// <param name="zone">The zone of times and timestamps.</param>
/// <param name="hybrid">Whether days before 1582-10-15 are Julian.</param>
/// <param name="zeroDate">What a date of zeros is: <see cref="DriverReading.ZeroDate"/>.</param>
internal sealed class TemporalReader(TimeZoneInfo zone, bool hybrid, string zeroDate)
{
    private const int MillisecondsPerDay = 86_400_000;
    private const int NanosPerMicrosecond = 1000;
    private static readonly CivilDate FirstDay = new(1, 1, 1);
    private static readonly CivilDate EpochDay = new(1970, 1, 1);

    /// <summary>A DATE; null for a date of zeros that is to be null.</summary>
    /// <exception cref="SqlException">It is a date of zeros, and that is an error.</exception>
    public object? Date(MySqlDateTime value) => DayOf(value) is { } day ? Day(day) : null;

    /// <summary>A YEAR as the first of January; a year below 100 is one of 1970 to 2069.</summary>
    public object Year(int year) => Day(new CivilDate(year >= 100 ? year : year <= 69 ? year + 2000 : year + 1900, 1, 1));

    /// <summary>A DATETIME or TIMESTAMP with its microseconds; null for zeros that are to be null.</summary>
    /// <exception cref="SqlException">It is zeros, and that is an error.</exception>
    public object? Timestamp(MySqlDateTime value) => DayOf(value) is { } day
        ? CivilTime.ToInstant(day, (value.Hour * 3600) + (value.Minute * 60) + value.Second, value.Microsecond * NanosPerMicrosecond, zone, hybrid)
        : null;

    /// <summary>A TIME of day.</summary>
    /// <exception cref="SqlException">It is a duration, below zero or a day or longer.</exception>
    public object Time(TimeSpan value)
    {
        var hours = (int)value.TotalHours;
        if (hours is < 0 or >= 24)
        {
            throw NoTimeOfDay(value, hours);
        }

        // Of less than an hour below zero the driver loses the sign.
        var time = value.Duration();
        var instant = CivilTime.ToInstant(EpochDay, (int)time.TotalSeconds, (int)(time.Ticks % TimeSpan.TicksPerSecond) * 100, zone, hybrid);
        return new Instant(instant.EpochMilliseconds);
    }

    private static SqlException NoTimeOfDay(TimeSpan value, int hours)
    {
        var part = value.Duration();
        var fraction = part.Ticks % TimeSpan.TicksPerSecond / 10;
        var text = string.Create(CultureInfo.InvariantCulture, $"{hours}:{part.Minutes:00}:{part.Seconds:00}{(fraction == 0 ? "" : $".{fraction:000000}".TrimEnd('0'))}");
        return SqlException.OfValue(
            "java.sql.SQLException", "com.mysql.cj.exceptions.DataReadException",
            $"The value '{text}' is an invalid TIME value. JDBC Time objects represent a wall-clock time and not a duration as MySQL treats them. If you are treating "
            + "this type as a duration, consider retrieving this value as a string and dealing with it according to your requirements.");
    }

    private CivilDate? DayOf(MySqlDateTime value)
    {
        if (value.Year != 0 || value.Month != 0 || value.Day != 0)
        {
            return new CivilDate(value.Year, value.Month, value.Day);
        }

        return zeroDate switch
        {
            DriverReading.ZeroDateNull => null,
            "ROUND" => FirstDay,
            _ => throw SqlException.OfValue("java.sql.SQLException", "com.mysql.cj.exceptions.DataReadException", "Zero date value prohibited"),
        };
    }

    private Instant Day(CivilDate day) => new Instant(day.ToEpochDay(hybrid) * MillisecondsPerDay);
}
