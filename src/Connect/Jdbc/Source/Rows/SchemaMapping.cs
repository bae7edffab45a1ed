using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;
using Ms2Lab.Connect.Jdbc.Values;
using MySqlConnector;

namespace Ms2Lab.Connect.Jdbc.Source.Rows;

/// <summary>
/// The schema of a query's rows and the way from a row to a struct. It remembers the timestamps of the last row, as records hold less of them than offsets
/// need. Made anew for each run of a query, so that changed tables show.
/// </summary>
internal sealed class SchemaMapping
{
    private readonly List<ColumnReader> _readers;
    private readonly SqlTimestamp?[] _timestamps;
    private readonly TimestampGranularity _granularity;
    private readonly TimeZoneInfo _zone;
    private readonly bool _hybrid;

    /// <summary>Of a query's columns.</summary>
    /// <param name="name">The schema's name, null for none.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="log">Told of columns that are left out.</param>
    /// <exception cref="SchemaBuilderException">Two columns have one name.</exception>
    public SchemaMapping(string? name, IEnumerable<MySqlDbColumn> columns, JdbcSourceConfig config, Action<TaskLogLevel, string> log)
    {
        _granularity = config.Granularity;
        _zone = config.Zone;
        _hybrid = config.IsHybridCalendar;
        var readers = new ColumnReaders(config.Reading, new TemporalReader(_zone, _hybrid, config.Reading.ZeroDate), _granularity);
        var made = new List<ColumnReader>();
        var builder = SchemaBuilder.Struct().Name(name);
        foreach (var (column, ordinal) in columns.Select((c, i) => (c, i)))
        {
            if (readers.Of(column, ordinal) is { } reader)
            {
                made.Add(reader);
                builder.Field(reader.Name, reader.Schema);
            }
            else
            {
                log(TaskLogLevel.Warn, $"JDBC type of column '{column.ColumnName}' ({column.DataTypeName}) not currently supported");
            }
        }

        _readers = made;
        _timestamps = new SqlTimestamp?[made.Count];
        Schema = builder.Build();
    }

    /// <summary>The schema of the records.</summary>
    public Schema Schema { get; }

    /// <summary>The Java class of a field's values before conversion.</summary>
    public string JavaNameOf(Field field) => _readers[field.Index].JavaName;

    /// <summary>The current row as a record.</summary>
    /// <exception cref="DataException">A value cannot be read.</exception>
    public Struct Read(MySqlDataReader row)
    {
        var record = new Struct(Schema);
        for (var i = 0; i < _readers.Count; i++)
        {
            var reader = _readers[i];
            _timestamps[i] = null;
            if (!row.IsDBNull(reader.Ordinal))
            {
                record.Put(Schema.Fields[i], Value(reader, i, row));
            }
        }

        return record;
    }

    /// <summary>
    /// The last row's timestamp in a column, as offsets keep it. From other than Connect's own type it is read back from the record's value; where that lost
    /// something, so does the offset, as with the connector.
    /// </summary>
    public SqlTimestamp? TimestampOf(Field field, Struct record)
    {
        if (_timestamps[field.Index] is not { } timestamp)
        {
            return null;
        }

        if (!_granularity.IsLogical)
        {
            return _granularity.FromValue(record.GetWithoutDefault(field)!, _zone);
        }

        if (_hybrid)
        {
            return timestamp;
        }

        // Offsets are always of the hybrid calendar, in which the driver writes them into statements.
        var (date, second) = CivilTime.OfInstant(timestamp, _zone, hybrid: false);
        return CivilTime.ToInstant(date, second, timestamp.Nanos, _zone, hybrid: true);
    }

    private object? Value(ColumnReader reader, int index, MySqlDataReader row)
    {
        object? value;
        try
        {
            value = reader.Read(row, reader.Ordinal);
        }
        catch (SqlException e)
        {
            throw new DataException(e);
        }

        if (value is not SqlTimestamp timestamp)
        {
            return value;
        }

        // On its way through the proleptic calendar the connector loses what is below the millisecond.
        timestamp = _hybrid ? timestamp : SqlTimestamp.OfMilliseconds(timestamp.EpochMilliseconds);
        _timestamps[index] = timestamp;
        return _granularity.ToValue(timestamp, _zone);
    }
}
