using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;
using Ms2Lab.Connect.Jdbc.Source.Settings;

namespace Ms2Lab.Connect.Jdbc.Source;

/// <summary>Copies tables, or the result of a query, into topics: <c>io.confluent.connect.jdbc.JdbcSourceConnector</c>.</summary>
public sealed class JdbcSourceConnector : SourceConnector
{
    private IReadOnlyDictionary<string, string> _props = new Dictionary<string, string>();
    private JdbcSourceConfig _config = null!;
    private CachedConnection? _connection;
    private TableMonitor? _monitor;

    /// <inheritdoc/>
    public override string Version => JdbcPlugins.Version;

    /// <inheritdoc/>
    public override string TaskClass => "io.confluent.connect.jdbc.source.JdbcSourceTask";

    /// <inheritdoc/>
    public override ConnectTask CreateTask() => new JdbcSourceTask();

    /// <inheritdoc/>
    /// <exception cref="ConnectException">A setting is wrong, or the database cannot be reached.</exception>
    public override void Start(IReadOnlyDictionary<string, string> props)
    {
        _props = props;
        try
        {
            _config = JdbcSourceConfig.OfConnector(props);
        }
        catch (ConfigException e)
        {
            throw new ConnectException("Couldn't start JdbcSourceConnector due to configuration error", e);
        }

        _connection = new CachedConnection(_config.ConnectionString(), _config.ConnectionAttempts, _config.ConnectionBackoff, Context.Time);
        Wait(_connection.GetAsync(CancellationToken.None));
        if (_config.Query is null)
        {
            _monitor = TableMonitor.Begin(_config, _connection, Context);
        }
        else if (_config.Whitelist.Count + _config.Blacklist.Count + _config.IncludeList.Count + _config.ExcludeList.Count > 0)
        {
            throw new ConnectException($"{SourceSettings.Query} may not be combined with whole-table copying settings.");
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<IReadOnlyDictionary<string, string>> TaskConfigs(int maxTasks)
    {
        if (_monitor is null)
        {
            return [TaskConfig("", fetched: true)];
        }

        if (_monitor.Tables() is not { Count: > 0 } tables)
        {
            // One task without tables: it waits while the list has not been read, and says what is wrong if nothing was found.
            return [TaskConfig("", _monitor.HasRead)];
        }

        var quotes = _config.Quotes;
        return [.. Groups(tables, Math.Min(tables.Count, maxTasks)).Select(g => TaskConfig(string.Join(',', g.Select(t => t.ToSql(quotes))), fetched: true))];
    }

    /// <inheritdoc/>
    public override void Stop()
    {
        if (_monitor is not null)
        {
            Wait(_monitor.DisposeAsync().AsTask());
        }

        if (_connection is not null)
        {
            Wait(_connection.CloseAsync());
        }
    }

    /// <inheritdoc/>
    public override ConfigDef Config() => SourceSettings.Definition;

    /// <summary>Checks each setting, then whether they fit together, then the database and the query.</summary>
    public override ConfigValidation Validate(IReadOnlyDictionary<string, string> props) => new SourceValidation(props).Run();

    // The connector's methods are synchronous calls; the worker makes them where they may wait.
    internal static void Wait(Task task) => task.GetAwaiter().GetResult();

    // Contiguous and as even as can be, the longer groups first: ConnectorUtils.groupPartitions.
    private static IEnumerable<IEnumerable<TableId>> Groups(IReadOnlyList<TableId> tables, int count)
    {
        var taken = 0;
        for (var group = 0; group < count; group++)
        {
            var size = (tables.Count / count) + (group < tables.Count % count ? 1 : 0);
            yield return tables.Skip(taken).Take(size);
            taken += size;
        }
    }

    private Dictionary<string, string> TaskConfig(string tables, bool fetched) => new(_props, StringComparer.Ordinal)
    {
        [SourceSettings.Tables] = tables,
        [SourceSettings.TablesFetched] = fetched ? "true" : "false",
    };
}
