namespace Ms2Lab.Connect.Api;

/// <summary>The logical type Time: INT32 of milliseconds since midnight, as an instant on 1970-01-01.</summary>
public static class TimeLogical
{
    /// <summary>The schema name that marks the type.</summary>
    public const string LogicalName = "org.apache.kafka.connect.data.Time";

    /// <summary>A builder of a time schema.</summary>
    public static SchemaBuilder Builder() => SchemaBuilder.Int32().Name(LogicalName).Version(1);

    /// <summary>The required time schema.</summary>
    public static Schema Schema { get; } = Builder().Build();

    /// <summary>Milliseconds since midnight.</summary>
    /// <exception cref="DataException">The instant is not on the first day, or the schema is not a time's.</exception>
    public static int FromLogical(Schema schema, Instant value)
    {
        if (schema.Logical != LogicalType.Time)
        {
            throw new DataException("Requested conversion of Time object but the schema does not match.");
        }

        return value.EpochMilliseconds is >= 0 and <= DateLogical.MillisecondsPerDay
            ? (int)value.EpochMilliseconds
            : throw new DataException("Kafka Connect Time type should not have any date fields set to non-zero values.");
    }

    /// <summary>The instant on the first day that stands for a time of day.</summary>
    /// <exception cref="DataException">The number is beyond one day.</exception>
    public static Instant ToLogical(Schema schema, int value)
    {
        if (schema.Logical != LogicalType.Time)
        {
            throw new DataException("Requested conversion of Date object but the schema does not match.");
        }

        return value is >= 0 and <= (int)DateLogical.MillisecondsPerDay
            ? new Instant(value)
            : throw new DataException("Time values must use number of milliseconds greater than 0 and less than 86400000");
    }
}
