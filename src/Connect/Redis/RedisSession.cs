using System.Globalization;
using System.Net.Sockets;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Redis;

/// <summary>A session with the first host: connects, signs in, chooses the database, and does so again after a loss if it may.</summary>
internal sealed class RedisSession(RedisSinkConfig config, ISinkTaskContext context)
{
    private static readonly TimeSpan ReconnectPause = TimeSpan.FromMilliseconds(100);
    private RespConnection? _connection;

    /// <summary>Makes the first connection, in as many tries as are configured.</summary>
    /// <exception cref="JavaException">It cannot be made; the causes say why.</exception>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        if (config.Hosts.Count == 0)
        {
            throw new JavaException("java.lang.IndexOutOfBoundsException", "Index 0 out of bounds for length 0");
        }

        if (config.Database < 0)
        {
            throw new JavaException("java.lang.IllegalArgumentException", "Invalid database number: " + config.Database.ToString(CultureInfo.InvariantCulture));
        }

        for (var attempt = 1; ; attempt++)
        {
            context.Log(TaskLogLevel.Info, $"Creating Redis session. Attempt {attempt} of {config.Attempts}");
            try
            {
                _connection = await ConnectAsync(cancellation).ConfigureAwait(false);
                return;
            }
            catch (JavaException e) when (e.JavaName == RedisErrors.Connection && attempt < config.Attempts)
            {
                context.Log(
                    TaskLogLevel.Warn, $"Exception thrown connecting to redis. Waiting {config.RetryDelay.TotalMilliseconds} ms to try again.");
            }

            await Task.Delay(config.RetryDelay, context.Time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a command. An answer that is an error counts as done, as it does with the connector.</summary>
    /// <exception cref="RetriableException">There was no answer in time.</exception>
    /// <exception cref="JavaException">The connection is lost and may not be made again.</exception>
    public async Task ExecuteAsync(IReadOnlyList<byte[]> command, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(config.OperationTimeout, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await SendAsync(command, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The answer may still come; on this connection it would be taken for the next one's.
            await CloseAsync().ConfigureAwait(false);
            throw new RetriableException(
                $"Timeout after {config.OperationTimeout.TotalMilliseconds} ms while waiting for operation to complete.");
        }
    }

    /// <summary>Closes the connection.</summary>
    public async Task CloseAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task SendAsync(IReadOnlyList<byte[]> command, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                _connection ??= await ConnectAsync(cancellation).ConfigureAwait(false);
                await _connection.CallAsync(command, cancellation).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (e is IOException or SocketException || (e is JavaException { JavaName: RedisErrors.Connection }))
            {
                await CloseAsync().ConfigureAwait(false);
                if (!config.AutoReconnect)
                {
                    throw new JavaException("io.lettuce.core.RedisException", "Currently not connected. Commands are rejected.");
                }
            }

            await Task.Delay(ReconnectPause, context.Time, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<RespConnection> ConnectAsync(CancellationToken cancellation)
    {
        var (host, port) = config.Hosts[0];
        using var limit = new CancellationTokenSource(config.ConnectTimeout, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        RespConnection? connection = null;
        try
        {
            connection = await RespConnection.ConnectAsync(host, port, config.Ssl, either.Token).ConfigureAwait(false);
            await SignInAsync(connection, host, port, either.Token).ConfigureAwait(false);
            var result = connection;
            connection = null;
            return result;
        }
        catch (Exception e) when (e is SocketException or IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw RedisErrors.Unreachable(host, port, e);
        }
        finally
        {
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task SignInAsync(RespConnection connection, string host, int port, CancellationToken cancellation)
    {
        var refusal = config.Password.Length == 0 ? null : await connection.CallAsync(cancellation, "AUTH", config.Password).ConfigureAwait(false);
        if (config.IsCluster)
        {
            refusal ??= await connection.CallAsync(cancellation, "CLUSTER", "NODES").ConfigureAwait(false)
                ?? "ERR clusters are not supported by this connector";
            throw RedisErrors.NoCluster(host, port, refusal);
        }

        if (refusal is null && config.Database != 0)
        {
            refusal = await connection.CallAsync(cancellation, "SELECT", config.Database.ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);
        }

        if (refusal is not null)
        {
            throw RedisErrors.Refused(host, port, refusal);
        }
    }
}
