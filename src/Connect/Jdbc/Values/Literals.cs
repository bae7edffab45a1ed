using System.Buffers;
using System.Text;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;

namespace Ms2Lab.Connect.Jdbc.Values;

/// <summary>Writes Connect's values as SQL literals that no value can break out of. Sessions must let backslashes escape.</summary>
internal sealed class Literals(TemporalFormat temporal)
{
    private static readonly SearchValues<char> Special = SearchValues.Create("'\\\0");

    /// <summary>Appends a value of a schema; null is <c>NULL</c>.</summary>
    /// <param name="sql">Where to.</param>
    /// <param name="schema">The value's schema.</param>
    /// <param name="value">The value.</param>
    /// <param name="asTimestamp">Whether an INT64 or STRING is a timestamp.</param>
    /// <exception cref="ConnectException">Databases have no such values.</exception>
    /// <exception cref="SqlException">The number is not finite.</exception>
    public void Append(StringBuilder sql, Schema schema, object? value, bool asTimestamp)
    {
        switch (value)
        {
            case null:
                sql.Append("NULL");
                break;
            case Instant instant:
                AppendInstant(sql.Append('\''), schema, instant);
                sql.Append('\'');
                break;
            case long number when asTimestamp:
                temporal.AppendTimestamp(sql.Append('\''), number);
                sql.Append('\'');
                break;
            case string text when asTimestamp:
                temporal.AppendTimestamp(sql.Append('\''), text);
                sql.Append('\'');
                break;
            default:
                AppendPrimitive(sql, schema, value);
                break;
        }
    }

    /// <summary>Appends a text.</summary>
    public static void AppendText(StringBuilder sql, ReadOnlySpan<char> text)
    {
        sql.Append('\'');
        for (var at = text.IndexOfAny(Special); at >= 0; at = text.IndexOfAny(Special))
        {
            sql.Append(text[..at]).Append('\\').Append(text[at] == '\0' ? '0' : text[at]);
            text = text[(at + 1)..];
        }

        sql.Append(text).Append('\'');
    }

    private static void AppendPrimitive(StringBuilder sql, Schema schema, object value)
    {
        switch (value)
        {
            case long number:
                sql.Append(number);
                break;
            case int number:
                sql.Append(number);
                break;
            case double number:
                JavaText.Append(sql, Finite(number));
                break;
            case string text:
                AppendText(sql, text);
                break;
            case bool flag:
                sql.Append(flag ? '1' : '0');
                break;
            case float number:
                sql.Append(JavaText.Of(number));
                break;
            case short number:
                sql.Append(number);
                break;
            case sbyte number:
                sql.Append(number);
                break;
            case byte[] bytes:
                sql.Append("_binary x'").Append(Convert.ToHexString(bytes)).Append('\'');
                break;
            case BigDecimal number:
                sql.Append(number.ToPlainString());
                break;
            default:
                throw new ConnectException("Unsupported source data type: " + schema.Type.Name());
        }
    }

    private void AppendInstant(StringBuilder sql, Schema schema, Instant instant)
    {
        switch (schema.Logical)
        {
            case LogicalType.Date:
                temporal.AppendDate(sql, instant);
                break;
            case LogicalType.Time:
                temporal.AppendTime(sql, instant);
                break;
            default:
                temporal.AppendTimestamp(sql, instant);
                break;
        }
    }

    // The driver refuses these before they reach the server; its number format writes infinity as a symbol.
    private static double Finite(double number)
    {
        if (double.IsFinite(number))
        {
            return number;
        }

        var name = double.IsNaN(number) ? "NaN" : number > 0 ? "∞" : "-∞";
        var text = $"'{name}' is not a valid numeric or approximate numeric value";
        throw new SqlException(
            "java.sql.SQLException", text, "S1009", 0, new SqlException("com.mysql.cj.exceptions.WrongArgumentException", text));
    }
}
