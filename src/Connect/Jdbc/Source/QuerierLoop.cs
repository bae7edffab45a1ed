using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;
using Ms2Lab.Connect.Jdbc.Source.Queries;

namespace Ms2Lab.Connect.Jdbc.Source;

/// <summary>
/// The task's reading loop: it takes the table whose last run is the longest ago, waits until poll.interval.ms after that run, and sends all its new rows
/// before it turns to the next table. One huge table delays the others of the same task. The queue is its own.
/// </summary>
internal sealed class QuerierLoop : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly IReadOnlyList<TableQuerier> _queriers;
    private readonly CachedConnection _connections;
    private readonly RecordQueue _queue;
    private readonly JdbcSourceConfig _config;
    private readonly ISourceTaskContext _context;
    private readonly Task _loop;

    private QuerierLoop(IReadOnlyList<TableQuerier> queriers, CachedConnection connections, JdbcSourceConfig config, ISourceTaskContext context)
    {
        _queriers = queriers;
        _connections = connections;
        _config = config;
        _context = context;
        _queue = new RecordQueue(config.BatchMaxRows, config.BufferSize, config.PollLinger, context.Time);
        _loop = Task.Run(() => RunAsync(_stopping.Token), CancellationToken.None);
    }

    /// <summary>Begins to read.</summary>
    /// <exception cref="JavaException">The size of batches or of the queue is not positive.</exception>
    public static QuerierLoop Begin(
        IReadOnlyList<TableQuerier> queriers, CachedConnection connections, JdbcSourceConfig config, ISourceTaskContext context) =>
        new(queriers, connections, config, context);

    /// <summary>What has been read.</summary>
    /// <exception cref="ConnectException">Reading has failed.</exception>
    public Task<IReadOnlyList<SourceRecord>> PollAsync(CancellationToken cancellation) => _queue.PollAsync(cancellation);

    /// <summary>Ends the reading; one that does not end within engine.shutdown.timeout is left alone.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        try
        {
            await _loop.WaitAsync(_config.ShutdownLimit, _context.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _context.Log(TaskLogLevel.Warn, "Could not shut down the engine gracefully in _context.Time.");
            return;
        }

        _queue.Dispose();
        _stopping.Dispose();
    }

    // A failure goes to the queue, where the next poll meets it.
    private async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (await TurnAsync(Next(), stopping).ConfigureAwait(false))
            {
                // The next table.
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The task stops.
        }
        catch (Exception e)
        {
            _queue.Fail(new ConnectException("Error while processing table querier", e));
        }
    }

    private TableQuerier Next() =>
        _queriers.OrderBy(q => q.LastRun).ThenBy(q => q.Target.Table?.Table, StringComparer.Ordinal).ThenBy(q => q.Target.Table?.Unquoted, StringComparer.Ordinal).First();

    // False when reading has ended for good.
    private async Task<bool> TurnAsync(TableQuerier querier, CancellationToken stopping)
    {
        var wait = querier.LastRun + _config.PollInterval - _context.Time.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, _context.Time, stopping).ConfigureAwait(false);
        }

        JdbcConnection? connection = null;
        try
        {
            stopping.ThrowIfCancellationRequested();
            connection = await _connections.GetAsync(stopping).ConfigureAwait(false);
            await querier.RunAsync(connection, r => _queue.SendAsync(r, stopping), stopping).ConfigureAwait(false);
            querier.Failures = 0;
            return true;
        }
        catch (SqlException e)
        {
            return GoesOn(querier, e);
        }
        finally
        {
            await querier.EndRunAsync(connection, _context.Time.GetUtcNow()).ConfigureAwait(false);
        }
    }

    private bool GoesOn(TableQuerier querier, SqlException error)
    {
        var shown = _config.IsQueryMasked ? RedactedSql.Of(error) : error;
        _context.Log(
            TaskLogLevel.Error,
            $"SQL exception while running query for table: {(_config.IsQueryMasked ? "<redacted>" : querier.Target.Name)}, sqlState: {error.SqlState}, "
            + $"vendorCode: {error.ErrorCode}. Attempting retry {querier.Failures + 1} of {_config.QueryRetries} attempts.\n{JavaTrace.Of(shown)}");
        if (error.IsNonTransient)
        {
            _queue.Fail(new ConnectException(shown));
            return false;
        }

        querier.Failures++;
        if (_config.QueryRetries > 0 && querier.Failures >= _config.QueryRetries)
        {
            _queue.Fail(new ConnectException("Failed to query table after retries", shown));
            return false;
        }

        return true;
    }
}
