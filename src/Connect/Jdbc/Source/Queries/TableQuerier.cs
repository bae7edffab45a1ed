using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;
using Ms2Lab.Connect.Jdbc.Source.Rows;

namespace Ms2Lab.Connect.Jdbc.Source.Queries;

/// <summary>Runs the query of one table, or the user's, again and again. Owned by the task's reading loop.</summary>
internal abstract class TableQuerier(QueryTarget target, JdbcSourceConfig config, Action<TaskLogLevel, string> log)
{
    private string? _loggedStatement;

    public QueryTarget Target => target;

    /// <summary>When the last run ended.</summary>
    public DateTimeOffset LastRun { get; private set; } = DateTimeOffset.UnixEpoch;

    /// <summary>How often in a row the query has failed.</summary>
    public int Failures { get; set; }

    protected JdbcSourceConfig Config => config;

    protected JdbcRows Rows { get; private set; } = null!;

    protected SchemaMapping Mapping { get; private set; } = null!;

    /// <summary>Runs the query and hands over its records one by one, each as soon as it may be sent.</summary>
    /// <exception cref="SqlException">The server refuses the query or is gone.</exception>
    /// <exception cref="ConnectException">A row cannot become a record.</exception>
    public async Task RunAsync(JdbcConnection connection, Func<SourceRecord, ValueTask> send, CancellationToken cancellation)
    {
        var statement = await StatementAsync(connection, cancellation).ConfigureAwait(false);
        if (config.QuerySuffix.Length > 0)
        {
            statement += " " + config.QuerySuffix;
        }

        LogOnce(statement);
        var rows = await connection.StartQueryAsync(statement, cancellation).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            Rows = rows;
            Mapping = new SchemaMapping(target.Table?.Table, rows.Row.GetColumnSchema().Cast<MySqlConnector.MySqlDbColumn>(), config, log);
            await ReadAsync(send, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Ends a run: the transaction in which it read is closed.</summary>
    public async Task EndRunAsync(JdbcConnection? connection, DateTimeOffset now)
    {
        LastRun = now;
        try
        {
            await (connection?.ExecuteAsync("COMMIT", CancellationToken.None) ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (SqlException e)
        {
            log(TaskLogLevel.Warn, $"Error while committing read transaction\n{JavaTrace.Of(e)}");
        }
    }

    /// <summary>The statement to run now, without the suffix.</summary>
    protected abstract Task<string> StatementAsync(JdbcConnection connection, CancellationToken cancellation);

    /// <summary>Reads all rows.</summary>
    protected abstract Task ReadAsync(Func<SourceRecord, ValueTask> send, CancellationToken cancellation);

    protected SourceRecord Record(
        IReadOnlyDictionary<string, object?> partition, IReadOnlyDictionary<string, object?>? offset, Struct value) =>
        new(partition, offset, target.Topic, null, null, null, value.Schema, value);

    // The statement is of interest when it changes; its values change each time.
    private void LogOnce(string statement)
    {
        var shape = config.IsQueryMasked ? "<redacted>" : target.Select;
        if (shape != _loggedStatement)
        {
            _loggedStatement = shape;
            log(TaskLogLevel.Info, $"Begin using SQL query: {(config.IsQueryMasked ? shape : statement)}");
        }
    }
}
