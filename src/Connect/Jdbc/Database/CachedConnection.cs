using Ms2Lab.Connect.Api;
using MySqlConnector;

namespace Ms2Lab.Connect.Jdbc.Database;

/// <summary>Keeps one connection and makes another when it no longer answers. Not safe for concurrent use.</summary>
/// <param name="settings">Where to connect, as whom.</param>
/// <param name="attempts">How often to try.</param>
/// <param name="backoff">The pause between tries.</param>
/// <param name="context">The task's side of the worker: its clock and log.</param>
internal sealed class CachedConnection(MySqlConnectionStringBuilder settings, int attempts, TimeSpan backoff, ISinkTaskContext context)
{
    private JdbcConnection? _connection;

    /// <summary>A connection that answers.</summary>
    /// <exception cref="ConnectException">None could be made; the cause says why the last try failed.</exception>
    public async Task<JdbcConnection> GetAsync(CancellationToken cancellation)
    {
        if (_connection is not null && !await _connection.IsValidAsync(cancellation).ConfigureAwait(false))
        {
            context.Log(TaskLogLevel.Info, "The database connection is invalid. Reconnecting...");
            await CloseAsync().ConfigureAwait(false);
        }

        return _connection ??= await OpenAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Closes the connection; the next call makes another.</summary>
    public async Task CloseAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<JdbcConnection> OpenAsync(CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await JdbcConnection.OpenAsync(settings, cancellation).ConfigureAwait(false);
            }
            catch (SqlException e) when (attempt >= attempts)
            {
                throw new ConnectException(e);
            }
            catch (SqlException e)
            {
                context.Log(
                    TaskLogLevel.Info, $"Unable to connect to database on attempt {attempt}/{attempts}. Will retry in {backoff.TotalMilliseconds} ms. {e.Message}");
            }

            await Task.Delay(backoff, context.Time, cancellation).ConfigureAwait(false);
        }
    }
}
