using System.Text;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Values;

namespace Ms2Lab.Connect.Tests.Jdbc.Values;

public sealed class TemporalFormatTests
{
    private const long Day = 86_400_000;

    [Theory]
    [InlineData(19000, "2022-01-08")]
    [InlineData(-1, "1969-12-31")]
    [InlineData(-141427, "1582-10-15")]
    [InlineData(-141428, "1582-10-04")] // the day before, in the calendar before
    [InlineData(-200000, "1422-05-25")]
    public void Days_before_the_reform_are_Julian(long day, string text) =>
        Write(Format("UTC"), (f, sql) => f.AppendDate(sql, new Instant(day * Day))).Should().Be(text);

    [Fact]
    public void Gregorian_calendar_reaches_back_without_end_if_asked_to()
    {
        var format = new TemporalFormat(TimeZoneInfo.Utc, TimeZoneInfo.Utc, hybrid: false, nanoseconds: false);

        Write(format, (f, sql) => f.AppendDate(sql, new Instant(-141428 * Day))).Should().Be("1582-10-14");
        Write(format, (f, sql) => f.AppendDate(sql, new Instant(-719162 * Day))).Should().Be("0001-01-01");
    }

    [Theory]
    [InlineData(1500000000123, "2017-07-13 22:40:00.123")]
    [InlineData(1520751600000, "2018-03-11 03:00:00.000")] // the first instant of summer time
    public void Timestamps_move_to_the_database_zone(long milliseconds, string text) =>
        Write(Format("America/New_York"), (f, sql) => f.AppendTimestamp(sql, new Instant(milliseconds))).Should().Be(text);

    [Fact]
    public void Times_move_to_the_database_zone() =>
        Write(Format("America/New_York"), (f, sql) => f.AppendTime(sql, new Instant(3723004))).Should().Be("20:02:03.004");

    [Theory]
    [InlineData(false, 1500000000123456, "2017-07-14 02:40:00.123456")]
    [InlineData(true, 1500000000123456789, "2017-07-14 02:40:00.123457")]
    [InlineData(false, -1, "1969-12-31 23:59:59.999999")]
    public void Listed_numbers_are_timestamps_of_their_unit(bool nanoseconds, long number, string text) =>
        Write(new TemporalFormat(TimeZoneInfo.Utc, TimeZoneInfo.Utc, true, nanoseconds), (f, sql) => f.AppendTimestamp(sql, number)).Should().Be(text);

    [Theory]
    [InlineData("UTC", true)]
    [InlineData("Europe/Helsinki", true)]
    [InlineData("PST", true)]
    [InlineData("+02:00", true)]
    [InlineData("UTC-5", true)]
    [InlineData("Mars/Base", false)]
    [InlineData("../etc/passwd", false)]
    [InlineData("", false)]
    public void Zones_go_by_the_ids_of_Java(string id, bool known) => ZoneIds.TryFind(id, out _).Should().Be(known);

    private static TemporalFormat Format(string zone) => new(ZoneIds.Find(zone), ZoneIds.Find(zone), hybrid: true, nanoseconds: false);

    private static string Write(TemporalFormat format, Action<TemporalFormat, StringBuilder> write)
    {
        var sql = new StringBuilder();
        write(format, sql);
        return sql.ToString();
    }
}
