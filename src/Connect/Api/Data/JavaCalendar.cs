namespace Ms2Lab.Connect.Api;

/// <summary>
/// The calendar of <c>java.util.GregorianCalendar</c> in UTC: Julian before 15 October 1582, Gregorian since; lenient, so that month
/// 13 is January of the next year. Years are astronomical: 0 is 1 BC.
/// </summary>
internal static class JavaCalendar
{
    private const long CutoverDay = -141427;

    public static long TimeOfDay(long milliseconds) => Mod(milliseconds, DateLogical.MillisecondsPerDay);

    public static (long Year, int Month, int Day, long EpochDay) DateOf(long milliseconds)
    {
        var day = Div(milliseconds, DateLogical.MillisecondsPerDay);
        var (year, month, dayOfMonth) = day >= CutoverDay ? Gregorian(day) : Julian(day);
        return (year, month, dayOfMonth, day);
    }

    /// <summary>The epoch day of a date whose month (from 1) and day may be out of range.</summary>
    public static long EpochDay(long year, long month, long day)
    {
        year += Div(month - 1, 12);
        month = Mod(month - 1, 12) + 1;
        var shifted = month <= 2 ? year - 1 : year;
        var dayOfYear = (((153 * ((month + 9) % 12)) + 2) / 5) + day - 1;
        var julian = (365 * shifted) + Div(shifted, 4) + dayOfYear - 719470;
        var gregorian = (365 * shifted) + Div(shifted, 4) - Div(shifted, 100) + Div(shifted, 400) + dayOfYear - 719468;
        return gregorian >= CutoverDay ? gregorian : julian;
    }

    /// <summary>Monday is 1, Sunday 7.</summary>
    public static int DayOfWeek(long epochDay) => (int)Mod(epochDay + 3, 7) + 1;

    public static int DayOfYear(long year, long epochDay) => (int)(epochDay - EpochDay(year, 1, 1)) + 1;

    /// <summary>The week of the year and its year, weeks starting on Sunday and the first holding 1 January.</summary>
    public static (int Week, long Year) WeekOf(long year, long epochDay)
    {
        var nextStart = StartOfWeek(EpochDay(year + 1, 1, 1));
        return epochDay >= nextStart
            ? (1, year + 1)
            : ((int)((epochDay - StartOfWeek(EpochDay(year, 1, 1))) / 7) + 1, year);
    }

    public static int WeekOfMonth(long epochDay, int day) =>
        (int)((epochDay - StartOfWeek(epochDay - day + 1)) / 7) + 1;

    public static long Div(long value, long divisor) => (value / divisor) - (value % divisor < 0 ? 1 : 0);

    private static long Mod(long value, long divisor) => value - (Div(value, divisor) * divisor);

    private static long StartOfWeek(long epochDay) => epochDay - (DayOfWeek(epochDay) % 7);

    private static (long Year, int Month, int Day) Gregorian(long epochDay)
    {
        var day = epochDay + 719468;
        var era = Div(day, 146097);
        var dayOfEra = day - (era * 146097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
        return FromMarch(yearOfEra + (era * 400), dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100)));
    }

    private static (long Year, int Month, int Day) Julian(long epochDay)
    {
        var day = epochDay + 719470;
        var cycle = Div(day, 1461);
        var dayOfCycle = day - (cycle * 1461);
        var yearOfCycle = Math.Min(dayOfCycle / 365, 3);
        return FromMarch((cycle * 4) + yearOfCycle, dayOfCycle - (yearOfCycle * 365));
    }

    private static (long Year, int Month, int Day) FromMarch(long year, long dayOfYear)
    {
        var month = ((5 * dayOfYear) + 2) / 153;
        var day = dayOfYear - (((153 * month) + 2) / 5) + 1;
        return (month >= 10 ? year + 1 : year, (int)(month >= 10 ? month - 9 : month + 3), (int)day);
    }
}
