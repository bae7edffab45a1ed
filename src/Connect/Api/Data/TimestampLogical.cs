namespace Ms2Lab.Connect.Api;

/// <summary>The logical type Timestamp: INT64 of milliseconds since 1970-01-01 UTC.</summary>
public static class TimestampLogical
{
    /// <summary>The schema name that marks the type.</summary>
    public const string LogicalName = "org.apache.kafka.connect.data.Timestamp";

    /// <summary>A builder of a timestamp schema.</summary>
    public static SchemaBuilder Builder() => SchemaBuilder.Int64().Name(LogicalName).Version(1);

    /// <summary>The required timestamp schema.</summary>
    public static Schema Schema { get; } = Builder().Build();

    /// <summary>Milliseconds since the epoch.</summary>
    public static long FromLogical(Schema schema, Instant value)
    {
        Require(schema);
        return value.EpochMilliseconds;
    }

    /// <summary>The instant of milliseconds since the epoch.</summary>
    public static Instant ToLogical(Schema schema, long value)
    {
        Require(schema);
        return new Instant(value);
    }

    private static void Require(Schema schema)
    {
        if (schema.Logical != LogicalType.Timestamp)
        {
            throw new DataException("Requested conversion of Timestamp object but the schema does not match.");
        }
    }
}
