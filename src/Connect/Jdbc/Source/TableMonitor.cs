using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;

namespace Ms2Lab.Connect.Jdbc.Source;

/// <summary>
/// Reads the list of tables again and again and has the tasks made anew when it has changed. One loop reads; the last list is published to whoever asks.
/// </summary>
internal sealed class TableMonitor : IAsyncDisposable
{
    private readonly JdbcSourceConfig _config;
    private readonly CachedConnection _connection;
    private readonly IConnectorContext _context;
    private readonly TableFilter _filter;
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _loop;
    private volatile IReadOnlyList<TableId>? _tables;

    private TableMonitor(JdbcSourceConfig config, CachedConnection connection, IConnectorContext context)
    {
        _config = config;
        _connection = connection;
        _context = context;
        _filter = new TableFilter(config);
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Begins to read.</summary>
    public static TableMonitor Begin(JdbcSourceConfig config, CachedConnection connection, IConnectorContext context) => new(config, connection, context);

    /// <summary>Whether the list has been read at least once.</summary>
    public bool HasRead => _tables is not null;

    /// <summary>The tables to read; null if the list could not be read within the limit for the start.</summary>
    /// <exception cref="ConnectException">Two tables have one name, which would be one topic; the connector has failed with it.</exception>
    public IReadOnlyList<TableId>? Tables()
    {
        try
        {
            JdbcSourceConnector.Wait(_first.Task.WaitAsync(_config.TableStartupLimit, _context.Time));
        }
        catch (TimeoutException)
        {
            return null;
        }

        var tables = _tables;
        var doubled = (tables ?? []).GroupBy(t => t.Table, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"[{string.Join(", ", g)}]").ToList();
        if (doubled.Count > 0)
        {
            throw Fail(new ConnectException(
                "The connector uses the unqualified table name as the topic name and has detected duplicate unqualified table names. This could lead to mixed "
                + "data types in the topic and downstream processing errors. To prevent such processing errors, the JDBC Source connector fails to start when it "
                + $"detects duplicate table name configurations. Update the connector's {_filter.SettingsToMend} config to include exactly one table in each of "
                + $"the tables listed below.\n\t[{string.Join(", ", doubled)}]"));
        }

        return tables;
    }

    /// <summary>Ends the loop.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _ending.Dispose();
    }

    private async Task LoopAsync()
    {
        try
        {
            while (true)
            {
                if (await ReadAsync().ConfigureAwait(false))
                {
                    _context.RequestTaskReconfiguration();
                }

                await Task.Delay(_config.TablePollInterval, _context.Time, _ending.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The connector stops.
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private async Task<bool> ReadAsync()
    {
        try
        {
            var connection = await _connection.GetAsync(_ending.Token).ConfigureAwait(false);
            var all = await TableList.OfAsync(connection, _config.Catalog, _config.TableTypes, _ending.Token).ConfigureAwait(false);
            await connection.ExecuteAsync("COMMIT", _ending.Token).ConfigureAwait(false);
            var tables = _filter.Of(all);
            var before = _tables;
            _tables = tables;
            _first.TrySetResult();
            return before is null || !before.SequenceEqual(tables);
        }
        catch (SqlException)
        {
            // The next look, after the interval, makes another connection.
            await _connection.CloseAsync().ConfigureAwait(false);
            return false;
        }
    }

    private ConnectException Fail(Exception cause)
    {
        var failure = new ConnectException("Encountered an unrecoverable error while reading tables from the database", cause);
        _context.RaiseError(failure);
        _ending.Cancel();
        return failure;
    }
}
