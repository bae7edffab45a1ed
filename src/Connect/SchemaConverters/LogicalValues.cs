using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.SchemaConverters;

/// <summary>Turns values of Connect's logical types into what is written and back; others pass.</summary>
internal static class LogicalValues
{
    /// <summary>The plain value below a logical one.</summary>
    /// <exception cref="DataException">The value is not of the logical type.</exception>
    internal static object FromConnect(Schema schema, object value) => schema.Logical switch
    {
        LogicalType.None => value,
        LogicalType.Decimal => value is BigDecimal number ? DecimalLogical.FromLogical(schema, number) : throw Unexpected("Decimal", "BigDecimal", value),
        LogicalType.Date => value is Instant day ? DateLogical.FromLogical(schema, day) : throw Unexpected("Date", "Date", value),
        LogicalType.Time => value is Instant time ? TimeLogical.FromLogical(schema, time) : throw Unexpected("Time", "Date", value),
        _ => value is Instant instant ? TimestampLogical.FromLogical(schema, instant) : throw Unexpected("Timestamp", "Date", value),
    };

    /// <summary>The logical value of a plain one.</summary>
    /// <exception cref="DataException">The value is not of the type below the logical one.</exception>
    internal static object? ToConnect(Schema schema, object? value) => (schema.Logical, value) switch
    {
        (LogicalType.None, _) or (_, null) => value,
        (LogicalType.Decimal, byte[] bytes) => DecimalLogical.ToLogical(schema, bytes),
        (LogicalType.Date, int days) => DateLogical.ToLogical(schema, days),
        (LogicalType.Time, int milliseconds) => TimeLogical.ToLogical(schema, milliseconds),
        (LogicalType.Timestamp, long milliseconds) => TimestampLogical.ToLogical(schema, milliseconds),
        (LogicalType.Decimal, _) => throw Unreadable("Decimal", "bytes", value),
        (LogicalType.Timestamp, _) => throw Unreadable("Timestamp", "int64", value),
        _ => throw Unreadable(schema.Logical.ToString(), "int32", value),
    };

    private static DataException Unexpected(string type, string expected, object value) =>
        new($"Invalid type for {type}, expected {expected} but was class {JavaClass.NameOf(value)}");

    private static DataException Unreadable(string type, string expected, object value) =>
        new($"Invalid type for {type}, underlying representation should be {expected} but was class {JavaClass.NameOf(value)}");
}
