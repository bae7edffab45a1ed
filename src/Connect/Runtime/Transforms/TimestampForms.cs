using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary>The forms in which times appear, and the conversion between them: string, unix, Date, Time and Timestamp.</summary>
internal sealed record TimestampForms(string Target, JavaDateFormat? Format, string Precision)
{
    private const long MillisecondsPerDay = 86_400_000;

    private static readonly Schema OptionalDate = DateLogical.Builder().Optional().Build();
    private static readonly Schema OptionalTime = TimeLogical.Builder().Optional().Build();
    private static readonly Schema OptionalTimestamp = TimestampLogical.Builder().Optional().Build();

    public static TimestampForms None { get; } = new("Timestamp", null, "milliseconds");

    public static TimestampForms Of(string target, string pattern, string precision)
    {
        if (target == "string" && string.IsNullOrWhiteSpace(pattern))
        {
            throw new ConfigException("TimestampConverter requires format option to be specified when using string timestamps");
        }

        try
        {
            return new TimestampForms(target, string.IsNullOrWhiteSpace(pattern) ? null : new JavaDateFormat(pattern), precision);
        }
        catch (JavaException e)
        {
            // Kafka hands the exception over as the value of a setting named like the message.
            throw new ConfigException(
                $"TimestampConverter requires a SimpleDateFormat-compatible pattern for string timestamps: {pattern}",
                (object)JavaTrace.Describe(e));
        }
    }

    public static string FormOf(Schema schema) => (schema.Logical, schema.Type) switch
    {
        (LogicalType.Timestamp, _) => "Timestamp",
        (LogicalType.Date, _) => "Date",
        (LogicalType.Time, _) => "Time",
        (_, SchemaType.String) => "string",
        (_, SchemaType.Int64) => "unix",
        _ => throw new ConnectException($"Schema {schema} does not correspond to a known timestamp type format"),
    };

    public Schema TargetSchema(bool optional) => Target switch
    {
        "string" => optional ? Schema.OptionalStringSchema : Schema.StringSchema,
        "unix" => optional ? Schema.OptionalInt64Schema : Schema.Int64Schema,
        "Date" => optional ? OptionalDate : DateLogical.Schema,
        "Time" => optional ? OptionalTime : TimeLogical.Schema,
        _ => optional ? OptionalTimestamp : TimestampLogical.Schema,
    };

    /// <summary>Converts a time of a form, or of the form that its class tells; null stays null.</summary>
    public object? Convert(object? value, string? form)
    {
        if (value is null)
        {
            return null;
        }

        var milliseconds = (form ?? Infer(value)) switch
        {
            "string" => OfText(value),
            "unix" => OfUnix(value),
            var named => value is Instant instant
                ? instant.EpochMilliseconds
                : throw new DataException($"Expected {named} to be a java.util.Date, but found class {JavaClass.NameOf(value)}"),
        };
        var timeOfDay = ((milliseconds % MillisecondsPerDay) + MillisecondsPerDay) % MillisecondsPerDay;
        return Target switch
        {
            "string" => Format!.Format(new Instant(milliseconds)),
            "unix" => ToUnix(milliseconds),
            "Date" => new Instant(milliseconds - timeOfDay),
            "Time" => new Instant(timeOfDay),
            _ => new Instant(milliseconds),
        };
    }

    private static string Infer(object value) => value switch
    {
        Instant => "Timestamp",
        long => "unix",
        string => "string",
        _ => throw new DataException($"TimestampConverter does not support class {JavaClass.NameOf(value)} objects as timestamps"),
    };

    private long OfText(object value)
    {
        if (value is not string text)
        {
            throw new DataException($"Expected string timestamp to be a String, but found class {JavaClass.NameOf(value)}");
        }

        if (Format is null)
        {
            throw new JavaException(
                "java.lang.NullPointerException",
                "Cannot invoke \"java.text.SimpleDateFormat.parse(String)\" because \"config.format\" is null");
        }

        try
        {
            return Format.Parse(text).EpochMilliseconds;
        }
        catch (JavaException e)
        {
            throw new DataException($"Could not parse timestamp: value ({text}) does not match pattern ({Format.Pattern})", e);
        }
    }

    private long OfUnix(object value)
    {
        if (value is not long time)
        {
            throw new DataException($"Expected Unix timestamp to be a Long, but found class {JavaClass.NameOf(value)}");
        }

        return Precision switch
        {
            "seconds" => Multiply(time, 1000),
            "microseconds" => time / 1000,
            "nanoseconds" => time / 1_000_000,
            _ => time,
        };
    }

    private long ToUnix(long milliseconds) => Precision switch
    {
        "seconds" => milliseconds / 1000,
        "microseconds" => Multiply(milliseconds, 1000),
        "nanoseconds" => Multiply(milliseconds, 1_000_000),
        _ => milliseconds,
    };

    // As java.util.concurrent.TimeUnit: what is too large stays at the limit.
    private static long Multiply(long value, long factor) =>
        (long)Int128.Clamp((Int128)value * factor, long.MinValue, long.MaxValue);
}
