using System.Globalization;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Source.Rows;
using Ms2Lab.Connect.Jdbc.Values;

namespace Ms2Lab.Connect.Jdbc.Source.Queries;

/// <summary>Turns offsets into the criteria of a query, and rows into offsets.</summary>
internal sealed class Criteria(OffsetColumns columns, QueryTarget target, JdbcSourceConfig config)
{
    private readonly string _clause = columns.Clause(target.Table, config.Quotes);
    private readonly TimeZoneInfo _zone = config.Zone;
    private Schema? _schema;
    private Field? _id;
    private IReadOnlyList<Field> _timestamps = [];

    /// <summary>Whether the criteria look at timestamps.</summary>
    public bool UsesTimestamp => columns.Timestamps.Count > 0;

    /// <summary>The clause with its values, as Connector/J sends it.</summary>
    /// <param name="offset">How far has been read.</param>
    /// <param name="end">What is not read yet: rows of that time and later.</param>
    public string Clause(SourceOffset offset, SqlTimestamp end) => _clause
        .Replace("{0}", Literal(end), StringComparison.Ordinal)
        .Replace("{1}", Literal(offset.Timestamp), StringComparison.Ordinal)
        .Replace("{2}", offset.Id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>The offset of a row.</summary>
    /// <exception cref="DataException">The query does not select an offset column.</exception>
    /// <exception cref="ConnectException">The id is null or no whole number.</exception>
    /// <exception cref="JavaException">The timestamp column holds something else.</exception>
    public SourceOffset Of(SchemaMapping mapping, Struct record)
    {
        if (!ReferenceEquals(_schema, mapping.Schema))
        {
            _timestamps = [.. columns.Timestamps.Select(t => TimestampField(mapping.Schema, t))];
            _id = string.IsNullOrEmpty(columns.Incrementing) ? null : IdField(mapping.Schema, columns.Incrementing);
            _schema = mapping.Schema;
        }

        return new SourceOffset(Timestamp(mapping, record), _id is null ? null : Id(_id, record));
    }

    private string Literal(SqlTimestamp timestamp)
    {
        // The driver rounds to microseconds and leaves out a fraction of zero.
        var micros = (timestamp.Nanos + 500) / 1000;
        var rounded = micros < 1_000_000 ? timestamp : new SqlTimestamp(timestamp.EpochSecond + 1, 0);
        var fraction = micros % 1_000_000;
        var text = CivilTime.Format(rounded, _zone, hybrid: true, ' ');
        return fraction == 0 ? $"'{text}'" : string.Create(CultureInfo.InvariantCulture, $"'{text}.{fraction:000000}'");
    }

    private SqlTimestamp? Timestamp(SchemaMapping mapping, Struct record)
    {
        foreach (var field in _timestamps)
        {
            if (record.GetWithoutDefault(field) is null)
            {
                continue;
            }

            return mapping.TimestampOf(field, record) ?? throw WrongClass(mapping.JavaNameOf(field));
        }

        return null;
    }

    private JavaException WrongClass(string from)
    {
        var to = config.Granularity.JavaName;
        string Place(string name) => name.StartsWith("java.sql.", StringComparison.Ordinal)
            ? "module java.sql of loader 'platform'"
            : "module java.base of loader 'bootstrap'";
        var places = Place(from) == Place(to)
            ? $"{from} and {to} are in {Place(from)}"
            : $"{from} is in {Place(from)}; {to} is in {Place(to)}";
        return new JavaException("java.lang.ClassCastException", $"class {from} cannot be cast to class {to} ({places})");
    }

    private static Field IdField(Schema schema, string column) => schema.Fields.FirstOrDefault(f => f.Name == column)
        ?? throw new DataException($"Incrementing column {column} not found in {Names(schema.Fields)}");

    private static Field TimestampField(Schema schema, string column)
    {
        if (schema.Fields.FirstOrDefault(f => f.Name == column) is { } exact)
        {
            return exact;
        }

        var alike = schema.Fields.Where(f => f.Name.Equals(column, StringComparison.OrdinalIgnoreCase)).ToList();
        return alike.Count switch
        {
            1 => alike[0],
            0 => throw new DataException($"Timestamp column {column} not found in {Names(schema.Fields)}"),
            _ => throw new DataException(
                $"Timestamp column {column} not found in columns read from database: {Names(schema.Fields)}. Could not fall back to case-insensitively selecting a "
                + $"column because there were multiple columns whose names case-insensitively matched the specified name: {Names(alike)}. To force the connector to "
                + "choose between these columns, specify a value for the timestamp column configuration property that matches the desired column case-sensitively."),
        };
    }

    private static string Names(IEnumerable<Field> fields) => string.Join(',', fields.Select(f => f.Name));

    private static long Id(Field field, Struct record) => record.GetWithoutDefault(field) switch
    {
        long id => id,
        int id => id,
        short id => id,
        sbyte id => id,
        BigDecimal { Scale: 0 } id when id.Unscaled <= long.MaxValue => (long)id.Unscaled,
        BigDecimal id when id.CompareTo(new BigDecimal(long.MaxValue, 0)) > 0 => throw new ConnectException("Decimal value for incrementing column exceeded Long.MAX_VALUE"),
        BigDecimal => throw new ConnectException("Scale of Decimal value for incrementing column must be 0"),
        null => throw new ConnectException($"Null value for incrementing column of type: {field.Schema.Type.Name()}"),
        _ => throw new ConnectException($"Invalid type for incrementing column: {field.Schema.Type.Name()}"),
    };
}
