using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Client.Connections;

/// <summary>
/// The connections of a client: one for each address and channel, opened on demand, replaced when broken. A channel keeps long polls apart from
/// the rest. State: a map of opening connections, guarded by its lock.
/// </summary>
internal sealed class ConnectionPool(KafkaClientOptions options) : IAsyncDisposable
{
    private readonly Dictionary<(string Host, int Port, string Channel), Task<KafkaConnection>> _connections = [];
    private bool _closed;

    public async Task<KafkaConnection> GetAsync(string host, int port, string channel, CancellationToken cancellation)
    {
        Task<KafkaConnection> opening;
        Task<KafkaConnection>? broken = null;
        lock (_connections)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            var key = (host, port, channel);
            if (!_connections.TryGetValue(key, out var known) || !IsUsable(known))
            {
                broken = known;
                known = OpenAsync(host, port);
                _connections[key] = known;
            }
            opening = known;
        }
        if (broken is { IsCompletedSuccessfully: true })
        {
            await (await broken.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
        return await opening.WaitAsync(cancellation).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        Task<KafkaConnection>[] all;
        lock (_connections)
        {
            _closed = true;
            all = [.. _connections.Values];
            _connections.Clear();
        }
        foreach (var opening in all)
        {
            // One that never opened has nothing to close; whoever asked for it got its error.
            await opening.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
            if (opening.IsCompletedSuccessfully)
            {
                await (await opening.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static bool IsUsable(Task<KafkaConnection> connection) =>
        !connection.IsCompleted || (connection.IsCompletedSuccessfully && connection.Result.IsUsable);

    private async Task<KafkaConnection> OpenAsync(string host, int port)
    {
        using var limit = new CancellationTokenSource(options.RequestTimeout, options.Time);
        try
        {
            return await KafkaConnection.OpenAsync(host, port, options, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            throw new KafkaException(ErrorCode.NetworkException, $"Connection to {host}:{port} could not be established in {options.RequestTimeout.TotalMilliseconds:F0} ms.", e);
        }
    }
}
