using System.Collections.Concurrent;
using System.Globalization;
using Ms2Lab.Kafka.Client.Connections;
using Ms2Lab.Kafka.Client.Metadata;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Client;

/// <summary>
/// A cluster as a client sees it: connections, metadata and coordinators, shared by producers, consumers and admins. Safe for use from several
/// threads. Single requests are not retried here; the waits for a topic, a leader or a coordinator are, until
/// <see cref="KafkaClientOptions.DefaultApiTimeout"/>.
/// </summary>
public sealed partial class KafkaClient : IAsyncDisposable
{
    private readonly ConnectionPool _pool;
    private readonly MetadataCache _cache;
    private readonly ConcurrentDictionary<(string Key, CoordinatorType Type), int> _coordinators = new();

    /// <summary>A client that connects when it is first used.</summary>
    public KafkaClient(KafkaClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        _pool = new ConnectionPool(options);
        _cache = new MetadataCache(options.Time, options.MetadataMaxAge);
    }

    /// <summary>How the cluster is reached.</summary>
    public KafkaClientOptions Options { get; }

    /// <summary>Sends one request in the highest version that both sides speak and waits for its answer; error codes inside are the caller's.</summary>
    /// <param name="request">The request.</param>
    /// <param name="nodeId">The broker that must answer; null for any.</param>
    /// <param name="cancellation">Gives up waiting; the request may still be carried out.</param>
    /// <param name="maxVersion">No higher version than this, or null.</param>
    /// <param name="timeout">Instead of <see cref="KafkaClientOptions.RequestTimeout"/>.</param>
    /// <param name="channel">Requests of different channels to one broker travel on different connections.</param>
    /// <exception cref="KafkaException">No connection or no answer in time (retriable), or no common version.</exception>
    public async Task<TResponse> SendAsync<TResponse>(
        IApiMessage request, int? nodeId = null, CancellationToken cancellation = default, short? maxVersion = null, TimeSpan? timeout = null, string channel = "")
        where TResponse : class, IApiMessage
    {
        ArgumentNullException.ThrowIfNull(request);
        var limit = timeout ?? Options.RequestTimeout;
        using var expiry = new CancellationTokenSource(limit, Options.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellation);
        try
        {
            var connection = await ConnectAsync(nodeId, channel, both.Token).ConfigureAwait(false);
            return (TResponse)await connection.SendAsync(request, maxVersion, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (expiry.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new KafkaException(
                ErrorCode.RequestTimedOut, $"{(ApiKey)request.ApiKey} to {Target(nodeId)} was not answered in {limit.TotalMilliseconds:F0} ms.", e);
        }
    }

    /// <summary>Sends a request that is not answered: Produce with acks=0.</summary>
    /// <exception cref="KafkaException">No connection.</exception>
    public async Task SendOneWayAsync(IApiMessage request, int nodeId, CancellationToken cancellation = default, short? maxVersion = null)
    {
        var connection = await ConnectAsync(nodeId, "", cancellation).ConfigureAwait(false);
        await connection.SendOneWayAsync(request, maxVersion, cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends a request to the controller.</summary>
    /// <exception cref="KafkaException">As <see cref="SendAsync{TResponse}"/>.</exception>
    public async Task<TResponse> SendToControllerAsync<TResponse>(IApiMessage request, CancellationToken cancellation = default)
        where TResponse : class, IApiMessage
    {
        if (_cache.ControllerId < 0)
        {
            await RefreshMetadataAsync([], allowAutoCreate: false, cancellation).ConfigureAwait(false);
        }
        var controller = _cache.ControllerId;
        return await SendAsync<TResponse>(request, controller < 0 ? null : controller, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private static string Target(int? nodeId) => nodeId is { } id ? string.Create(CultureInfo.InvariantCulture, $"broker {id}") : "any broker";

    private async Task<KafkaConnection> ConnectAsync(int? nodeId, string channel, CancellationToken cancellation)
    {
        if (nodeId is { } id)
        {
            var broker = _cache.Broker(id);
            if (broker is null)
            {
                await RefreshMetadataAsync([], allowAutoCreate: false, cancellation).ConfigureAwait(false);
                broker = _cache.Broker(id) ?? throw new KafkaException(ErrorCode.BrokerNotAvailable, $"Broker {id} is not part of the cluster now.");
            }
            return await _pool.GetAsync(broker.Host, broker.Port, channel, cancellation).ConfigureAwait(false);
        }
        return await ConnectToAnyAsync(channel, cancellation).ConfigureAwait(false);
    }

    // Known brokers first, then the addresses that were given.
    private async Task<KafkaConnection> ConnectToAnyAsync(string channel, CancellationToken cancellation)
    {
        var addresses = _cache.Brokers().Select(b => (b.Host, b.Port)).Concat(Options.BootstrapServers.Select(Address)).Distinct().ToList();
        KafkaException? last = null;
        foreach (var (host, port) in addresses)
        {
            try
            {
                return await _pool.GetAsync(host, port, channel, cancellation).ConfigureAwait(false);
            }
            catch (KafkaException e) when (e.Code == ErrorCode.NetworkException)
            {
                last = e;
            }
        }
        throw new KafkaException(ErrorCode.NetworkException, $"No broker could be reached at {string.Join(", ", addresses.Select(a => $"{a.Host}:{a.Port}"))}: {last?.Message}", last);
    }

    private static (string Host, int Port) Address(string server)
    {
        var colon = server.LastIndexOf(':');
        return colon > 0 && int.TryParse(server.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? (server[..colon].Trim('[', ']'), port)
            : throw new ArgumentException($"Invalid url in bootstrap.servers: {server}");
    }
}
