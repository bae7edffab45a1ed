namespace Ms2Lab.Connect.Jdbc.Source;

/// <summary>Settings of Connector/J that change what a column is to JDBC.</summary>
/// <param name="TinyInt1IsBit">tinyInt1isBit: TINYINT(1) is BIT.</param>
/// <param name="BitIsBoolean">transformedBitIsBoolean: and that BIT is BOOLEAN.</param>
/// <param name="YearIsDate">yearIsDateType: YEAR is DATE.</param>
/// <param name="ZeroDate">zeroDateTimeBehavior in upper case: EXCEPTION, CONVERT_TO_NULL or ROUND.</param>
internal sealed record DriverReading(bool TinyInt1IsBit, bool BitIsBoolean, bool YearIsDate, string ZeroDate)
{
    public const string ZeroDateException = "EXCEPTION";
    public const string ZeroDateNull = "CONVERT_TO_NULL";
}
