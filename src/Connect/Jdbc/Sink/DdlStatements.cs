using System.Text;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;
using Ms2Lab.Connect.Jdbc.Values;

namespace Ms2Lab.Connect.Jdbc.Sink;

/// <summary>Statements that make tables and add columns, in the connector's own layout, which shows in syntax errors.</summary>
internal sealed class DdlStatements(IdentifierQuotes quotes, ColumnTypes types, TemporalFormat temporal)
{
    /// <summary>The statement that creates a table.</summary>
    /// <exception cref="ConnectException">A field has a type that columns cannot have.</exception>
    public string Create(TableId table, IReadOnlyList<SinkField> fields)
    {
        var sql = new StringBuilder("CREATE TABLE ").Append(table.ToSql(quotes)).Append(" (\n");
        sql.AppendJoin(",\n", fields.Select(Column));
        var keys = fields.Where(f => f.IsPrimaryKey).Select(f => quotes.Quote(f.Name)).ToList();
        if (keys.Count > 0)
        {
            sql.Append(",\nPRIMARY KEY(").AppendJoin(',', keys).Append(')');
        }

        return sql.Append(')').ToString();
    }

    /// <summary>The statement that adds columns.</summary>
    /// <exception cref="ConnectException">A field has a type that columns cannot have.</exception>
    public string Alter(TableId table, IReadOnlyList<SinkField> fields) =>
        $"ALTER TABLE {table.ToSql(quotes)} {(fields.Count > 1 ? "\n" : "")}{string.Join(",\n", fields.Select(f => "ADD " + Column(f)))}";

    private string Column(SinkField field)
    {
        var sql = new StringBuilder(quotes.Quote(field.Name)).Append(' ').Append(types.Of(field));
        if (field.Schema.DefaultValue is { } value)
        {
            AppendDefault(sql.Append(" DEFAULT "), field.Schema, value);
        }
        else
        {
            sql.Append(field.IsOptional ? " NULL" : " NOT NULL");
        }

        return sql.ToString();
    }

    private void AppendDefault(StringBuilder sql, Schema schema, object value)
    {
        switch (schema.Logical, value)
        {
            case (LogicalType.Date, Instant day):
                temporal.AppendDate(sql.Append('\''), day);
                sql.Append('\'');
                break;
            case (LogicalType.Time, Instant time):
                temporal.AppendTime(sql.Append('\''), time);
                sql.Append('\'');
                break;
            case (LogicalType.Timestamp, Instant timestamp):
                temporal.AppendTimestamp(sql.Append('\''), timestamp);
                sql.Append('\'');
                break;
            case (_, BigDecimal number):
                sql.Append(number.ToString());
                break;
            case (_, bool flag):
                sql.Append(flag ? '1' : '0');
                break;
            case (_, string text):
                sql.Append('\'').Append(text).Append('\'');
                break;
            case (_, byte[] bytes):
                sql.Append("x'").Append(Convert.ToHexStringLower(bytes)).Append('\'');
                break;
            default:
                sql.Append(JavaText.Of(value));
                break;
        }
    }
}
