using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;
using Ms2Lab.Connect.Jdbc.Source.Queries;
using Ms2Lab.Connect.Jdbc.Source.Settings;
using Ms2Lab.Connect.Jdbc.Values;

namespace Ms2Lab.Connect.Jdbc.Source;

/// <summary>Reads tables or a query: <c>io.confluent.connect.jdbc.source.JdbcSourceTask</c>. A loop of its own reads ahead into a queue that polls drain.</summary>
public sealed class JdbcSourceTask : SourceTask
{
    // Rows are read as they are needed, and a producer that waits for a broker needs none for a while; the server must not give up meanwhile.
    private const string PatientServer = "SET SESSION net_write_timeout=86400";

    private JdbcSourceConfig _config = null!;
    private CachedConnection? _connection;
    private QuerierLoop? _loop;

    /// <inheritdoc/>
    public override string Version => JdbcPlugins.Version;

    /// <inheritdoc/>
    /// <exception cref="ConfigException">A setting is wrong, or there is nothing to read.</exception>
    /// <exception cref="ConnectException">The database cannot be reached, or a table does not have the offset columns.</exception>
    public override async Task StartAsync(IReadOnlyDictionary<string, string> props, CancellationToken cancellation)
    {
        _config = ReadConfig(props);
        if (_config.Tables.Count == 0 && _config.Query is null)
        {
            if (!_config.TablesFetched)
            {
                Context.Log(TaskLogLevel.Info, "Started JDBC source task. Waiting for DB tables to be fetched.");
                return;
            }

            throw new ConfigException(
                "Task is being killed because it was not assigned a table nor a query to execute. If run in table mode please make sure that the tables exist on "
                + "the database. If the table does exist on the database, we recommend using the fully qualified table name.");
        }

        if (_config.Tables.Count > 0 && _config.Query is not null)
        {
            throw new ConfigException("Invalid configuration: a JdbcSourceTask cannot have both a table and a query assigned to it");
        }

        _connection = new CachedConnection(
            _config.ConnectionString(), _config.ConnectionAttempts, _config.ConnectionBackoff, Context.Time, Context.Log, PatientServer);
        var connection = await _connection.GetAsync(cancellation).ConfigureAwait(false);
        if (IsolationModes.Statement(_config.IsolationMode) is { } statement)
        {
            await connection.ExecuteAsync(statement, cancellation).ConfigureAwait(false);
        }

        var queriers = await QueriersAsync(connection, cancellation).ConfigureAwait(false);
        _loop = QuerierLoop.Begin(queriers, _connection, _config, Context);
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<SourceRecord>?> PollAsync(CancellationToken cancellation) =>
        _loop is null ? null : await _loop.PollAsync(cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public override async Task StopAsync()
    {
        if (_loop is { } loop)
        {
            _loop = null;
            await loop.DisposeAsync().ConfigureAwait(false);
        }

        if (_connection is not null)
        {
            await _connection.CloseAsync().ConfigureAwait(false);
        }
    }

    private static JdbcSourceConfig ReadConfig(IReadOnlyDictionary<string, string> props)
    {
        try
        {
            return JdbcSourceConfig.OfTask(props);
        }
        catch (ConfigException e)
        {
            throw new ConfigException("Couldn't start JdbcSourceTask due to configuration error", e);
        }
    }

    private async Task<IReadOnlyList<TableQuerier>> QueriersAsync(JdbcConnection connection, CancellationToken cancellation)
    {
        IReadOnlyList<QueryTarget> targets = _config.Query is { } query
            ? [QueryTarget.OfQuery(query, _config)]
            : [.. _config.Tables.Select(t => QueryTarget.OfTable(t, _config))];
        var offsets = await StoredOffsetsAsync(targets, cancellation).ConfigureAwait(false);
        var columns = targets.Select(Columns).ToList();
        var checks = new OffsetColumnChecks(_config, connection);
        if (_config.Query is null)
        {
            await checks.ExistAsync(targets[0], columns[0], cancellation).ConfigureAwait(false);
        }

        var queriers = new List<TableQuerier>();
        for (var i = 0; i < targets.Count; i++)
        {
            if (_config.Query is null && _config.ValidatesNonNull)
            {
                await checks.AreNotNullAsync(targets[i], columns[i], cancellation).ConfigureAwait(false);
            }

            var start = offsets[i] is { } stored ? SourceOffset.Of(stored) : await InitialAsync(connection, cancellation).ConfigureAwait(false);
            queriers.Add(Querier(targets[i], columns[i], start));
        }

        return queriers;
    }

    // Old versions kept offsets under the table's bare name; those are found too.
    private async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>?>> StoredOffsetsAsync(IReadOnlyList<QueryTarget> targets, CancellationToken cancellation)
    {
        if (_config.Mode == SourceModes.Bulk)
        {
            return new IReadOnlyDictionary<string, object?>?[targets.Count];
        }

        var found = await Context.OffsetStorageReader.OffsetsAsync([.. targets.SelectMany(t => new[] { t.Partition, t.BarePartition })], cancellation).ConfigureAwait(false);
        return [.. targets.Select((_, i) => found[2 * i] ?? found[(2 * i) + 1])];
    }

    private OffsetColumns Columns(QueryTarget target)
    {
        var timestamps = SourceModes.UsesTimestamp(_config.Mode) && _config.TimestampMapping.Count > 0 && target.Table is not null
            ? ColumnMappings.Of(_config.TimestampMapping, target.Table, "timestamp")
            : [];
        var incrementing = SourceModes.UsesIncrementing(_config.Mode) && _config.IncrementingMapping.Count > 0 && target.Table is not null
            ? ColumnMappings.Of(_config.IncrementingMapping, target.Table, "incrementing")[0]
            : "";
        // Mappings hold where tables are chosen by regular expressions, the plain settings elsewhere.
        return _config.IncludeList.Count > 0 ? new OffsetColumns(incrementing, timestamps) : new OffsetColumns(_config.IncrementingColumn, _config.TimestampColumns);
    }

    private async Task<SourceOffset> InitialAsync(JdbcConnection connection, CancellationToken cancellation)
    {
        if (_config.TimestampInitial is not { } initial)
        {
            return SourceOffset.None;
        }

        if (initial != -1)
        {
            return SourceOffset.StartingAt(SqlTimestamp.OfMilliseconds(initial));
        }

        try
        {
            return SourceOffset.StartingAt(await DatabaseTime.NowAsync(connection, _config.Zone, cancellation).ConfigureAwait(false));
        }
        catch (SqlException e)
        {
            throw new ConnectException("Error while getting initial timestamp from database", e);
        }
    }

    private TableQuerier Querier(QueryTarget target, OffsetColumns columns, SourceOffset start) => _config.Mode switch
    {
        SourceModes.Bulk => new BulkQuerier(target, _config, Context.Log),
        SourceModes.Incrementing => new OffsetQuerier(target, columns with { Timestamps = [] }, start, _config, Context.Log),
        SourceModes.Timestamp => new TimestampQuerier(target, columns with { Incrementing = null }, start, _config, Context.Log),
        _ => new OffsetQuerier(target, columns, start, _config, Context.Log),
    };
}
