namespace Ms2Lab.Connect.Api;

/// <summary>Maps schema names to logical types.</summary>
internal static class LogicalTypes
{
    public static LogicalType Of(string? name) => name switch
    {
        null => LogicalType.None,
        DecimalLogical.LogicalName => LogicalType.Decimal,
        DateLogical.LogicalName => LogicalType.Date,
        TimeLogical.LogicalName => LogicalType.Time,
        TimestampLogical.LogicalName => LogicalType.Timestamp,
        _ => LogicalType.None,
    };
}
