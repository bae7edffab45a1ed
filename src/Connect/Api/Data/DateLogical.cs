namespace Ms2Lab.Connect.Api;

/// <summary>The logical type Date: INT32 of days since 1970-01-01 UTC, as an instant at midnight.</summary>
public static class DateLogical
{
    /// <summary>The schema name that marks the type.</summary>
    public const string LogicalName = "org.apache.kafka.connect.data.Date";

    internal const long MillisecondsPerDay = 86_400_000;

    /// <summary>A builder of a date schema.</summary>
    public static SchemaBuilder Builder() => SchemaBuilder.Int32().Name(LogicalName).Version(1);

    /// <summary>The required date schema.</summary>
    public static Schema Schema { get; } = Builder().Build();

    /// <summary>Days since the epoch.</summary>
    /// <exception cref="DataException">The instant is not at midnight, or the schema is not a date's.</exception>
    public static int FromLogical(Schema schema, Instant value)
    {
        Require(schema);
        return value.EpochMilliseconds % MillisecondsPerDay == 0
            ? (int)(value.EpochMilliseconds / MillisecondsPerDay)
            : throw new DataException("Kafka Connect Date type should not have any time fields set to non-zero values.");
    }

    /// <summary>Midnight of a day.</summary>
    public static Instant ToLogical(Schema schema, int value)
    {
        Require(schema);
        return new Instant(value * MillisecondsPerDay);
    }

    private static void Require(Schema schema)
    {
        if (schema.Logical != LogicalType.Date)
        {
            throw new DataException("Requested conversion of Date object but the schema does not match.");
        }
    }
}
