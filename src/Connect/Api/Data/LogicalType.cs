namespace Ms2Lab.Connect.Api;

/// <summary>Connect's own logical types, told by the schema's name.</summary>
public enum LogicalType
{
    /// <summary>A plain value, or one whose name Connect does not interpret.</summary>
    None,

    /// <summary>An arbitrary-precision decimal on BYTES.</summary>
    Decimal,

    /// <summary>A day on INT32.</summary>
    Date,

    /// <summary>A time of day on INT32.</summary>
    Time,

    /// <summary>An instant on INT64.</summary>
    Timestamp,
}
