using System.Text;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;
using Ms2Lab.Connect.Jdbc.Values;

namespace Ms2Lab.Connect.Jdbc.Sink;

/// <summary>Writes records of one pair of schemas as rows of one table, and the statements around them.</summary>
internal sealed class RowWriter
{
    private readonly InsertMode _mode;
    private readonly string _table;
    private readonly RowColumn[] _keys;
    private readonly RowColumn[] _nonKeys;
    private readonly Literals _literals;

    /// <summary>For the columns of <paramref name="fields"/>.</summary>
    /// <exception cref="ConnectException">An upsert has no key to go by.</exception>
    public RowWriter(
        JdbcSinkConfig config, TableId table, FieldsMetadata fields, Schema? keySchema, Schema? valueSchema, IdentifierQuotes quotes,
        Literals literals)
    {
        if (config.InsertMode == InsertMode.Upsert && fields.Keys.Count == 0)
        {
            throw new ConnectException(
                $"Write to table '{table}' in UPSERT mode requires key field names to be known, check the primary key configuration");
        }

        var columns = new RowColumns(config, fields, keySchema, valueSchema, quotes);
        _mode = config.InsertMode;
        _table = table.ToSql(quotes);
        _keys = columns.Keys();
        _nonKeys = columns.NonKeys();
        _literals = literals;
    }

    /// <summary>An empty batch for <see cref="AppendWrite"/>.</summary>
    public RowBatch NewWrites()
    {
        var columns = string.Join(',', _keys.Concat(_nonKeys).Select(c => c.Sql));
        return _mode switch
        {
            InsertMode.Insert => new RowBatch($"INSERT INTO {_table}({columns}) VALUES", ""),
            InsertMode.Upsert => new RowBatch($"insert into {_table}({columns}) values", UpsertTail()),
            _ => new RowBatch("", ""),
        };
    }

    /// <summary>An empty batch for <see cref="AppendDelete"/>.</summary>
    public static RowBatch NewDeletes() => new("", "");

    /// <summary>Appends a record's row, or the statement that updates its row.</summary>
    /// <exception cref="ConnectException">A value has a type that columns cannot have.</exception>
    public void AppendWrite(RowBatch batch, SinkRecord record)
    {
        if (record.ValueSchema is null)
        {
            throw new JavaException(
                "java.lang.NullPointerException",
                "Cannot invoke \"org.apache.kafka.connect.data.Schema.type()\" because the return value of "
                + "\"org.apache.kafka.connect.sink.SinkRecord.valueSchema()\" is null");
        }

        var sql = batch.Text;
        if (_mode == InsertMode.Update)
        {
            sql.Append("UPDATE ").Append(_table).Append(" SET ");
            AppendPairs(sql, _nonKeys, ", ", record);
            AppendWhere(sql, record);
        }
        else
        {
            sql.Append('(');
            AppendValues(sql, _keys, record);
            AppendValues(sql, _nonKeys, record);
            sql.Length--;
            sql.Append(')');
        }

        batch.EndRow();
    }

    /// <summary>Appends the statement that deletes the row of a record's key.</summary>
    public void AppendDelete(RowBatch batch, SinkRecord record)
    {
        batch.Text.Append("DELETE FROM ").Append(_table);
        AppendWhere(batch.Text, record);
        batch.EndRow();
    }

    private string UpsertTail() => " on duplicate key update "
        + string.Join(',', (_nonKeys.Length == 0 ? _keys : _nonKeys).Select(c => $"{c.Sql}=values({c.Sql})"));

    private void AppendValues(StringBuilder sql, RowColumn[] columns, SinkRecord record)
    {
        foreach (var column in columns)
        {
            Append(sql, column, record);
            sql.Append(',');
        }
    }

    private void AppendWhere(StringBuilder sql, SinkRecord record)
    {
        if (_keys.Length > 0)
        {
            AppendPairs(sql.Append(" WHERE "), _keys, " AND ", record);
        }
    }

    private void AppendPairs(StringBuilder sql, RowColumn[] columns, string separator, SinkRecord record)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            sql.Append(i == 0 ? "" : separator).Append(columns[i].Sql).Append(" = ");
            Append(sql, columns[i], record);
        }
    }

    private void Append(StringBuilder sql, RowColumn column, SinkRecord record) =>
        _literals.Append(sql, column.Schema, column.Value(record), column.IsListedTimestamp);
}
