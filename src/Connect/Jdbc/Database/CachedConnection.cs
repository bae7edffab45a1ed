using Ms2Lab.Connect.Api;
using MySqlConnector;

namespace Ms2Lab.Connect.Jdbc.Database;

/// <summary>Keeps one connection and makes another when it no longer answers. Not safe for concurrent use.</summary>
/// <param name="settings">Where to connect, as whom.</param>
/// <param name="attempts">How often to try.</param>
/// <param name="backoff">The pause between tries.</param>
/// <param name="time">The clock of the pauses.</param>
/// <param name="log">Takes what happens; null for silence.</param>
/// <param name="prepare">What each new connection runs first; null for nothing.</param>
internal sealed class CachedConnection(
    MySqlConnectionStringBuilder settings, int attempts, TimeSpan backoff, TimeProvider time, Action<TaskLogLevel, string>? log = null, string? prepare = null)
{
    private JdbcConnection? _connection;

    /// <summary>A connection that answers.</summary>
    /// <exception cref="ConnectException">None could be made; the cause says why the last try failed.</exception>
    public async Task<JdbcConnection> GetAsync(CancellationToken cancellation)
    {
        if (_connection is not null && !await _connection.IsValidAsync(cancellation).ConfigureAwait(false))
        {
            log?.Invoke(TaskLogLevel.Info, "The database connection is invalid. Reconnecting...");
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
                return await ConnectAsync(cancellation).ConfigureAwait(false);
            }
            catch (SqlException e) when (attempt >= attempts)
            {
                throw new ConnectException(e);
            }
            catch (SqlException e)
            {
                log?.Invoke(
                    TaskLogLevel.Info, $"Unable to connect to database on attempt {attempt}/{attempts}. Will retry in {backoff.TotalMilliseconds} ms. {e.Message}");
            }

            await Task.Delay(backoff, time, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<JdbcConnection> ConnectAsync(CancellationToken cancellation)
    {
        var connection = await JdbcConnection.OpenAsync(settings, cancellation).ConfigureAwait(false);
        if (prepare is not null)
        {
            await connection.ExecuteAsync(prepare, cancellation).ConfigureAwait(false);
        }

        return connection;
    }
}
