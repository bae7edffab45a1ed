using System.Globalization;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;
using MySqlConnector;

namespace Ms2Lab.Connect.Jdbc.Source.Rows;

/// <summary>
/// The connector's mapping of MySQL's columns to Connect's types: what Connector/J makes of a column in JDBC, and the connector of that. Every DECIMAL stays a
/// Decimal whatever <c>numeric.mapping</c> says, since that looks at JDBC's NUMERIC only.
/// </summary>
internal sealed class ColumnReaders(DriverReading driver, TemporalReader temporal, TimestampGranularity granularity)
{
    private const string PrecisionParameter = "connect.decimal.precision";

    /// <summary>The reader of a column; null for one of a type that the connector leaves out.</summary>
    public ColumnReader? Of(MySqlDbColumn column, int ordinal)
    {
        var optional = column.AllowDBNull ?? true;
        ColumnReader Make(Schema required, Schema ifOptional, string javaName, Func<MySqlDataReader, int, object?> read) =>
            new(column.ColumnName, ordinal, optional ? ifOptional : required, javaName, read);

        switch (column.ProviderType)
        {
            case MySqlDbType.Byte when column.ColumnSize == 1 && driver.TinyInt1IsBit && driver.BitIsBoolean:
                return Make(Schema.BooleanSchema, Schema.OptionalBooleanSchema, "java.lang.Boolean", (r, i) => r.GetSByte(i) != 0);
            case MySqlDbType.Byte:
                return Make(Schema.Int8Schema, Schema.OptionalInt8Schema, "java.lang.Byte", (r, i) => r.GetSByte(i));
            case MySqlDbType.Bit:
                return Make(Schema.Int8Schema, Schema.OptionalInt8Schema, "java.lang.Byte", (r, i) => ToByte(r.GetUInt64(i)));
            case MySqlDbType.UByte or MySqlDbType.Int16:
                return Make(Schema.Int16Schema, Schema.OptionalInt16Schema, "java.lang.Short", (r, i) => r.GetInt16(i));
            case MySqlDbType.UInt16 or MySqlDbType.Int24 or MySqlDbType.Int32:
                return Make(Schema.Int32Schema, Schema.OptionalInt32Schema, "java.lang.Integer", (r, i) => r.GetInt32(i));
            case MySqlDbType.UInt24 or MySqlDbType.UInt32 or MySqlDbType.Int64:
                return Make(Schema.Int64Schema, Schema.OptionalInt64Schema, "java.lang.Long", (r, i) => r.GetInt64(i));
            case MySqlDbType.UInt64:
                return Make(Schema.Int64Schema, Schema.OptionalInt64Schema, "java.lang.Long", (r, i) => ToLong(r.GetUInt64(i)));
            case MySqlDbType.Float:
                return Make(Schema.Float32Schema, Schema.OptionalFloat32Schema, "java.lang.Float", (r, i) => r.GetFloat(i));
            case MySqlDbType.Double:
                return Make(Schema.Float64Schema, Schema.OptionalFloat64Schema, "java.lang.Double", (r, i) => r.GetDouble(i));
            case MySqlDbType.Decimal or MySqlDbType.NewDecimal:
                var scale = column.NumericScale ?? 0;
                var schema = DecimalSchema(column, scale, optional);
                return Make(schema, schema, "java.math.BigDecimal", (r, i) => BigDecimal.Parse(r.GetMySqlDecimal(i).ToString()));
            case MySqlDbType.Date:
                return Make(DateLogical.Schema, OptionalDate, "java.sql.Date", (r, i) => temporal.Date(r.GetMySqlDateTime(i)));
            case MySqlDbType.Year when driver.YearIsDate:
                return Make(DateLogical.Schema, OptionalDate, "java.sql.Date", (r, i) => temporal.Year(r.GetInt32(i)));
            case MySqlDbType.Year:
                return Make(Schema.Int32Schema, Schema.OptionalInt32Schema, "java.lang.Integer", (r, i) => r.GetInt32(i));
            case MySqlDbType.Time:
                return Make(TimeLogical.Schema, OptionalTime, "java.sql.Time", (r, i) => temporal.Time(r.GetTimeSpan(i)));
            case MySqlDbType.DateTime or MySqlDbType.Timestamp:
                return Make(granularity.Schema(false), granularity.Schema(true), granularity.JavaName, (r, i) => temporal.Timestamp(r.GetMySqlDateTime(i)));
            case MySqlDbType.String or MySqlDbType.VarChar or MySqlDbType.VarString or MySqlDbType.TinyText or MySqlDbType.Text or MySqlDbType.MediumText
                or MySqlDbType.LongText or MySqlDbType.Enum or MySqlDbType.Set or MySqlDbType.JSON:
                return Make(Schema.StringSchema, Schema.OptionalStringSchema, "java.lang.String", (r, i) => r.GetString(i));
            case MySqlDbType.Null:
                return null;
            default:
                return Make(Schema.BytesSchema, Schema.OptionalBytesSchema, "[B", (r, i) => (byte[])r.GetValue(i));
        }
    }

    private static Schema OptionalDate { get; } = DateLogical.Builder().Optional().Build();

    private static Schema OptionalTime { get; } = TimeLogical.Builder().Optional().Build();

    private static Schema DecimalSchema(MySqlDbColumn column, int scale, bool optional)
    {
        var precision = column.NumericPrecision ?? 0;
        var builder = DecimalLogical.Builder(scale).Parameter(PrecisionParameter, precision.ToString(CultureInfo.InvariantCulture));
        return (optional ? builder.Optional() : builder).Build();
    }

    // A whole byte is taken as it is, with its sign; anything beyond is refused with a signed text.
    private static sbyte ToByte(ulong bits) => bits >> 8 == 0 ? (sbyte)bits : throw OutOfRange(((long)bits).ToString(CultureInfo.InvariantCulture), "Byte");

    private static long ToLong(ulong number) =>
        number <= long.MaxValue ? (long)number : throw OutOfRange(number.ToString("N0", CultureInfo.InvariantCulture), "Long");

    private static SqlException OutOfRange(string value, string type) => SqlException.OfValue(
        "java.sql.SQLDataException", "com.mysql.cj.exceptions.NumberOutOfRange", $"Value '{value}' is outside of valid range for type java.lang.{type}");
}
