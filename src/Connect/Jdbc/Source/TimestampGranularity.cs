using System.Globalization;
using System.Numerics;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Values;

namespace Ms2Lab.Connect.Jdbc.Source;

/// <summary>What a timestamp column becomes in a record (<c>timestamp.granularity</c>), and what such a value says as an offset.</summary>
internal sealed class TimestampGranularity
{
    private const int NanosPerSecond = 1_000_000_000;
    private const int MicrosPerSecond = 1_000_000;

    /// <summary>The words of the setting.</summary>
    public static readonly string[] Names =
    [
        "connect_logical", "micros_long", "micros_string", "micros_iso_datetime_string", "nanos_long", "nanos_string", "nanos_iso_datetime_string",
    ];

    private readonly string _name;

    private TimestampGranularity(string name) => _name = name;

    /// <summary>The granularity of a word that was validated.</summary>
    public static TimestampGranularity Of(string name) => new(name.ToLowerInvariant());

    /// <summary>Whether records hold Connect's Timestamp.</summary>
    public bool IsLogical => _name == "connect_logical";

    /// <summary>The Java class of the values, for failed casts.</summary>
    public string JavaName => IsLogical ? "java.sql.Timestamp" : IsNumber ? "java.lang.Long" : "java.lang.String";

    private bool IsNumber => _name.EndsWith("_long", StringComparison.Ordinal);

    private bool IsNanos => _name.StartsWith("nanos", StringComparison.Ordinal);

    private bool IsIso => _name.Contains("iso", StringComparison.Ordinal);

    /// <summary>The schema of a column.</summary>
    public Schema Schema(bool optional)
    {
        if (IsLogical)
        {
            return optional ? TimestampLogical.Builder().Optional().Build() : TimestampLogical.Schema;
        }

        return IsNumber
            ? optional ? Api.Schema.OptionalInt64Schema : Api.Schema.Int64Schema
            : optional ? Api.Schema.OptionalStringSchema : Api.Schema.StringSchema;
    }

    /// <summary>The value of a timestamp. Before 1970 numbers are wrong, as the connector's are: seconds are rounded towards 1970, their parts are not.</summary>
    public object ToValue(SqlTimestamp timestamp, TimeZoneInfo zone)
    {
        if (IsLogical)
        {
            return new Instant(timestamp.EpochMilliseconds);
        }

        if (IsIso)
        {
            var fraction = IsNanos ? timestamp.Nanos.ToString("000000000", CultureInfo.InvariantCulture) : (timestamp.Nanos / 1000).ToString("000000", CultureInfo.InvariantCulture);
            return $"{CivilTime.Format(timestamp, zone, hybrid: false, 'T')}.{fraction}";
        }

        var seconds = timestamp.EpochMilliseconds / 1000;
        if (IsNumber)
        {
            return IsNanos ? unchecked((seconds * NanosPerSecond) + timestamp.Nanos) : (seconds * MicrosPerSecond) + (timestamp.Nanos / 1000);
        }

        var number = IsNanos ? (new BigInteger(seconds) * NanosPerSecond) + timestamp.Nanos : (new BigInteger(seconds) * MicrosPerSecond) + (timestamp.Nanos / 1000);
        return number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The timestamp of a record's number or text.</summary>
    /// <exception cref="JavaException">The text is no such value.</exception>
    /// <exception cref="ConnectException">The text is no number.</exception>
    public SqlTimestamp FromValue(object value, TimeZoneInfo zone) => value switch
    {
        long number => FromNumber(number),
        string text when IsIso => FromIso(text, zone),
        string text => BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? FromNumber(number)
            : throw new ConnectException(
                $"Invalid value for timestamp column with {(IsNanos ? "nanos" : "micros")}-string granularity: {text}For input string: \"{text}\""),
        _ => throw new JavaException("java.lang.IllegalArgumentException", $"{JavaClass.NameOf(value)} is no value of {_name}"),
    };

    private SqlTimestamp FromNumber(BigInteger number)
    {
        var perSecond = IsNanos ? NanosPerSecond : MicrosPerSecond;
        var second = BigInteger.DivRem(number, perSecond, out var rest);
        if (rest.Sign < 0)
        {
            second--;
            rest += perSecond;
        }

        return new SqlTimestamp((long)second, (int)rest * (NanosPerSecond / perSecond));
    }

    private static SqlTimestamp FromIso(string text, TimeZoneInfo zone)
    {
        var point = text.LastIndexOf('.');
        if (point < 0
            || !DateTime.TryParseExact(text[..point], "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            || !int.TryParse(text[(point + 1)..].PadRight(9, '0'), NumberStyles.None, CultureInfo.InvariantCulture, out var nanos))
        {
            throw new JavaException("java.time.format.DateTimeParseException", $"Text '{text}' could not be parsed at index 0");
        }

        return CivilTime.ToInstant(new CivilDate(local.Year, local.Month, local.Day), (int)local.TimeOfDay.TotalSeconds, nanos, zone, hybrid: false);
    }
}
