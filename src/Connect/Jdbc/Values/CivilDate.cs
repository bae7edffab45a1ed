namespace Ms2Lab.Connect.Jdbc.Values;

/// <summary>A day as calendars name it.</summary>
/// <param name="Year">The year; below 1 are the years before Christ, 0 being the first of them.</param>
/// <param name="Month">The month, from 1.</param>
/// <param name="Day">The day of the month, from 1.</param>
internal readonly record struct CivilDate(int Year, int Month, int Day)
{
    // 1582-10-15, the first day of the Gregorian calendar.
    private const long Cutover = -141427;

    /// <summary>The day that many days after 1970-01-01.</summary>
    /// <param name="epochDay">The number of days, negative before 1970.</param>
    /// <param name="hybrid">Whether days before 1582-10-15 are Julian, as in <c>java.util.GregorianCalendar</c>.</param>
    public static CivilDate Of(long epochDay, bool hybrid) =>
        hybrid && epochDay < Cutover ? Julian(epochDay) : Gregorian(epochDay);

    /// <summary>The number of days since 1970-01-01; a month or day out of range counts on.</summary>
    /// <param name="hybrid">Whether days before 1582-10-15 are Julian.</param>
    public long ToEpochDay(bool hybrid)
    {
        var months = Month - 1L;
        var years = CivilTime.FloorDiv(months, 12);
        var month = months - (years * 12) + 1;
        var shifted = Year + years - (month <= 2 ? 1 : 0);
        var dayOfYear = (((153 * ((month + 9) % 12)) + 2) / 5) + Day - 1;
        var leapDays = CivilTime.FloorDiv(shifted, 4);
        var gregorian = (365 * shifted) + leapDays - CivilTime.FloorDiv(shifted, 100) + CivilTime.FloorDiv(shifted, 400) + dayOfYear - 719468;
        return gregorian >= Cutover || !hybrid ? gregorian : (365 * shifted) + leapDays + dayOfYear - 719470;
    }

    // Days are counted from 1 March of year 0, so that leap days end a year: 719468 days before 1970 (Gregorian), 719470 (Julian).
    private static CivilDate Gregorian(long epochDay)
    {
        var day = epochDay + 719468;
        var era = Math.DivRem(day < 0 ? day - 146096 : day, 146097).Quotient;
        var dayOfEra = day - (era * 146097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        return FromMarch(yearOfEra + (era * 400), dayOfYear);
    }

    private static CivilDate Julian(long epochDay)
    {
        var day = epochDay + 719470;
        var cycle = Math.DivRem(day < 0 ? day - 1460 : day, 1461).Quotient;
        var dayOfCycle = day - (cycle * 1461);
        var yearOfCycle = (dayOfCycle - (dayOfCycle / 1460)) / 365;
        return FromMarch(yearOfCycle + (cycle * 4), dayOfCycle - (365 * yearOfCycle));
    }

    private static CivilDate FromMarch(long year, long dayOfYear)
    {
        var month = ((5 * dayOfYear) + 2) / 153;
        var day = dayOfYear - (((153 * month) + 2) / 5) + 1;
        return month < 10 ? new CivilDate((int)year, (int)month + 3, (int)day) : new CivilDate((int)year + 1, (int)month - 9, (int)day);
    }
}
