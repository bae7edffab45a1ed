using System.Numerics;
using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Protobuf.Binary;
using Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

namespace Ms2Lab.Connect.SchemaConverters.Protobuf;

/// <summary>Values of Connect's logical types as the messages that stand for them, and back.</summary>
internal static class LogicalMessages
{
    private const long MillisecondsPerDay = 86_400_000;
    private const int NanosPerMillisecond = 1_000_000;
    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;

    /// <summary>The value of a message.</summary>
    /// <exception cref="JavaException">The message is no date or time; with the texts of Java's own classes.</exception>
    internal static object ToConnect(Schema schema, DynamicMessage message) => schema.Logical switch
    {
        LogicalType.Decimal => Decimal(message),
        LogicalType.Date => Date(Number(message, "year"), Number(message, "month"), Number(message, "day")),
        LogicalType.Time => Time(message),
        _ => Timestamp((long)Get(message, "seconds"), Number(message, "nanos")),
    };

    /// <summary>The message of a value.</summary>
    /// <exception cref="DataException">The value is not of the logical type.</exception>
    internal static DynamicMessage FromConnect(Schema schema, MessageDescriptor type, object value)
    {
        var message = new DynamicMessage(type);
        if (schema.Logical == LogicalType.Decimal)
        {
            var number = value is BigDecimal given ? given : throw Unexpected("Decimal", "BigDecimal", value);
            message["value"] = number.Unscaled.ToByteArray(isBigEndian: true);
            message["precision"] = (uint)number.Precision;
            message["scale"] = number.Scale;
            return message;
        }

        var instant = value is Instant moment ? moment : throw Unexpected(schema.Logical.ToString(), "Date", value);
        Put(schema, message, instant.EpochMilliseconds);
        return message;
    }

    private static void Put(Schema schema, DynamicMessage message, long milliseconds)
    {
        var day = Math.DivRem(milliseconds, MillisecondsPerDay, out var inDay) - (inDay < 0 ? 1 : 0);
        inDay = (inDay + MillisecondsPerDay) % MillisecondsPerDay;
        switch (schema.Logical)
        {
            case LogicalType.Date when inDay != 0:
                throw new DataException("Kafka Connect Date type should not have any time fields set to non-zero values.");
            case LogicalType.Date:
                var date = DateTimeOffset.UnixEpoch.AddDays(day);
                (message["year"], message["month"], message["day"]) = (date.Year, date.Month, date.Day);
                break;
            case LogicalType.Time when milliseconds is < 0 or > MillisecondsPerDay:
                throw new DataException("Time values must use number of millis greater than 0 and less than 86400000");
            case LogicalType.Time:
                var time = TimeSpan.FromMilliseconds(inDay);
                (message["hours"], message["minutes"], message["seconds"]) = (time.Hours, time.Minutes, time.Seconds);
                message["nanos"] = time.Milliseconds * NanosPerMillisecond;
                break;
            default:
                message["seconds"] = (day * (MillisecondsPerDay / 1000)) + (inDay / 1000);
                message["nanos"] = (int)(inDay % 1000) * NanosPerMillisecond;
                break;
        }
    }

    private static BigDecimal Decimal(DynamicMessage message)
    {
        var unscaled = (byte[])Get(message, "value");
        return unscaled.Length == 0
            ? throw new JavaException("java.lang.NumberFormatException", "Zero length BigInteger")
            : new BigDecimal(new BigInteger(unscaled, isBigEndian: true), Number(message, "scale"));
    }

    // A strict java.util.Calendar names the field that is out of range.
    private static Instant Date(int year, int month, int day)
    {
        var wrong = year is < 1 or > 9999 ? "YEAR" : month is < 1 or > 12 ? "MONTH" : day is < 1 or > 31 ? "DAY_OF_MONTH"
            : day > DateTime.DaysInMonth(year, month) ? $"MONTH: {month - 1} -> {month}" : null;
        return wrong is null
            ? Instant.From(new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero))
            : throw new JavaException("java.lang.IllegalArgumentException", wrong);
    }

    private static Instant Time(DynamicMessage message)
    {
        var hours = Checked("HourOfDay", Number(message, "hours"), 23);
        var minutes = Checked("MinuteOfHour", Number(message, "minutes"), 59);
        var seconds = Checked("SecondOfMinute", Number(message, "seconds"), 59);
        var nanos = Checked("NanoOfSecond", Number(message, "nanos"), 999_999_999);
        return new Instant((((((hours * 60L) + minutes) * 60) + seconds) * 1000) + (nanos / NanosPerMillisecond));
    }

    private static int Checked(string field, int value, int last) => value >= 0 && value <= last
        ? value
        : throw new JavaException("java.time.DateTimeException", $"Invalid value for {field} (valid values 0 - {last}): {value}");

    private static Instant Timestamp(long seconds, int nanos) =>
        seconds is >= FirstSecond and <= LastSecond && nanos is >= 0 and <= 999_999_999
            ? new Instant((seconds * 1000) + (nanos / NanosPerMillisecond))
            : throw new JavaException(
                "java.lang.IllegalArgumentException",
                $"Timestamp is not valid. See proto definition for valid values. Seconds ({seconds}) must be in range [-62,135,596,800, +253,402,300,799]. Nanos ({nanos}) must be in range [0, +999,999,999].");

    private static int Number(DynamicMessage message, string field) => (int)Get(message, field);

    private static object Get(DynamicMessage message, string field) => message.Get(message.Descriptor.Field(field)!);

    private static DataException Unexpected(string type, string expected, object value) =>
        new($"Invalid type for {type}, expected {expected} but was class {JavaClass.NameOf(value)}");
}
