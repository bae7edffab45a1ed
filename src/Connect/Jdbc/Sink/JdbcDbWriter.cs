using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;

namespace Ms2Lab.Connect.Jdbc.Sink;

/// <summary>Writes deliveries, each in one transaction. Remembers tables, so a new one is made when they may have changed.</summary>
internal sealed class JdbcDbWriter
{
    private readonly SinkDialect _dialect;
    private readonly DbStructure _structure;
    private readonly CachedConnection _connection;

    /// <summary>Connects with the first delivery.</summary>
    /// <exception cref="SqlException">No driver understands the address.</exception>
    public JdbcDbWriter(JdbcSinkConfig config, ISinkTaskContext context)
    {
        _dialect = new SinkDialect(config);
        _structure = new DbStructure(config, _dialect.Ddl);
        _connection = new CachedConnection(config.ConnectionString(), config.ConnectionAttempts, config.ConnectionBackoff, context.Time, context.Log);
    }

    /// <summary>Writes all records or none (but for what DDL commits on its way).</summary>
    /// <exception cref="ConnectException">A record cannot be written, a table does not fit, or there is no connection.</exception>
    /// <exception cref="SqlException">The server refused something.</exception>
    public async Task WriteAsync(IReadOnlyList<SinkRecord> records, CancellationToken cancellation)
    {
        var connection = await _connection.GetAsync(cancellation).ConfigureAwait(false);
        var done = false;
        try
        {
            if (!await WriteAsync(connection, records, cancellation).ConfigureAwait(false))
            {
                await connection.ExecuteAsync("COMMIT", cancellation).ConfigureAwait(false);
            }
            done = true;
        }
        finally
        {
            if (!done)
            {
                await RollBackAsync(connection).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Closes the connection.</summary>
    public Task CloseAsync() => _connection.CloseAsync();

    private async Task RollBackAsync(JdbcConnection connection)
    {
        try
        {
            await connection.ExecuteAsync("ROLLBACK", CancellationToken.None).ConfigureAwait(false);
        }
        catch (SqlException)
        {
            // The connection is gone, and with it the transaction; why it went is on its way to the caller already.
            await _connection.CloseAsync().ConfigureAwait(false);
        }
    }

    // True if the last of the writes committed them all.
    private async Task<bool> WriteAsync(JdbcConnection connection, IReadOnlyList<SinkRecord> records, CancellationToken cancellation)
    {
        var topics = new Dictionary<string, BufferedRecords>(StringComparer.Ordinal);
        var tables = new Dictionary<TableId, BufferedRecords>();
        foreach (var record in records)
        {
            var topic = record.Topic ?? "";
            if (!topics.TryGetValue(topic, out var buffer))
            {
                var table = DestinationTable(topic, connection.Catalog);
                if (!tables.TryGetValue(table, out buffer))
                {
                    buffer = new BufferedRecords(_dialect, table, _structure, connection);
                    tables.Add(table, buffer);
                }

                topics.Add(topic, buffer);
            }

            await buffer.AddAsync(record, cancellation).ConfigureAwait(false);
        }

        var isCommitted = false;
        var left = tables.Count;
        foreach (var buffer in tables.Values)
        {
            isCommitted = await buffer.FlushAsync(isLast: --left == 0, cancellation).ConfigureAwait(false);
        }
        return isCommitted;
    }

    private TableId DestinationTable(string topic, string? catalog)
    {
        var format = _dialect.Config.TableNameFormat;
        var name = format.Replace("${topic}", topic, StringComparison.Ordinal);
        if (name.Length == 0)
        {
            throw new ConnectException($"Destination table name for topic '{topic}' is empty using the format string '{format}'");
        }

        var table = TableId.Parse(name);
        return table with { Catalog = table.Catalog ?? catalog };
    }
}
