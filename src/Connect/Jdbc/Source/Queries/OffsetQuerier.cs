using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;
using Ms2Lab.Connect.Jdbc.Values;

namespace Ms2Lab.Connect.Jdbc.Source.Queries;

/// <summary>Modes incrementing and timestamp+incrementing: the rows behind the last offset; each record carries its own.</summary>
internal class OffsetQuerier : TableQuerier
{
    private OffsetColumns _columns;

    /// <summary>Starts at an offset.</summary>
    public OffsetQuerier(QueryTarget target, OffsetColumns columns, SourceOffset start, JdbcSourceConfig config, Action<TaskLogLevel, string> log)
        : base(target, config, log)
    {
        _columns = columns with { Timestamps = [.. columns.Timestamps.Where(t => t.Length > 0)] };
        Offset = start;
        Partition = target.Partition;
        Criteria = new Criteria(_columns, target, config);
    }

    /// <summary>How far has been read; a query that is cut short goes on from here.</summary>
    protected SourceOffset Offset { get; set; }

    protected IReadOnlyDictionary<string, object?> Partition { get; }

    protected Criteria Criteria { get; private set; }

    protected override async Task<string> StatementAsync(JdbcConnection connection, CancellationToken cancellation)
    {
        if (_columns.Incrementing is { Length: 0 })
        {
            _columns = _columns with { Incrementing = await FindIncrementingAsync(connection, cancellation).ConfigureAwait(false) };
            Criteria = new Criteria(_columns, Target, Config);
        }

        var end = Criteria.UsesTimestamp
            ? (await DatabaseTime.NowAsync(connection, Config.Zone, cancellation).ConfigureAwait(false)).Minus(Config.TimestampDelay)
            : SqlTimestamp.Epoch;
        return Target.Select + Criteria.Clause(Offset, end);
    }

    protected override async Task ReadAsync(Func<SourceRecord, ValueTask> send, CancellationToken cancellation)
    {
        while (await Rows.NextAsync(cancellation).ConfigureAwait(false))
        {
            var record = Mapping.Read(Rows.Row);
            Offset = Criteria.Of(Mapping, record);
            await send(Record(Partition, Offset, record)).ConfigureAwait(false);
        }
    }

    private async Task<string> FindIncrementingAsync(JdbcConnection connection, CancellationToken cancellation)
    {
        var table = Target.Table ?? throw new JavaException("java.lang.NullPointerException", null);
        var columns = await TableList.ColumnsAsync(connection, table.Catalog, table.Table, cancellation).ConfigureAwait(false);
        // The connector's second way, a query of the table itself, is broken: it sets a parameter that its statement does not have.
        return columns.FirstOrDefault(c => c.IsAutoIncrement)?.Name
            ?? throw new SqlException("java.sql.SQLException", "Parameter index out of range (1 > number of parameters, which is 0).", "S1009");
    }
}
