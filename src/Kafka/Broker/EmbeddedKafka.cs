using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Net;

namespace Ms2Lab.Kafka.Broker;

/// <summary>
/// A Kafka cluster in this process, in memory: it speaks the wire protocol of Kafka 4.3 on real sockets, so that any client works
/// with it unchanged. What it leaves out stands in GAPS.md. All members may be called from any thread.
/// </summary>
public sealed class EmbeddedKafka : IAsyncDisposable
{
    private readonly ClusterState _cluster;
    private readonly Dictionary<int, BrokerListener> _listeners = [];

    private EmbeddedKafka(ClusterState cluster)
    {
        _cluster = cluster;
        Brokers = [.. cluster.Nodes.Select(n => new EmbeddedBroker(n))];
    }

    /// <summary>The brokers in the order of their ids, dead ones too.</summary>
    public IReadOnlyList<EmbeddedBroker> Brokers { get; }

    /// <summary>Addresses of all brokers as <c>bootstrap.servers</c> takes them.</summary>
    public string BootstrapServers => string.Join(',', Brokers.Select(b => b.Address));

    /// <summary>Kafka's cluster id, 22 letters.</summary>
    public string ClusterId => _cluster.ClusterId;

    /// <summary>Starts the brokers; when the task completes all of them accept clients.</summary>
    /// <exception cref="IOException">A port is taken; the message names it.</exception>
    public static async Task<EmbeddedKafka> StartAsync(EmbeddedKafkaOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new EmbeddedKafkaOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Brokers, 1);
        cancellation.ThrowIfCancellationRequested();
        var nodes = Enumerable.Range(1, options.Brokers).Select(id => new BrokerNode(id, options.AdvertisedHost ?? options.Host, rack: null)).ToList();
        var kafka = new EmbeddedKafka(new ClusterState(options, nodes));
        try
        {
            foreach (var node in nodes)
            {
                kafka.Bind(node, options.Ports.ElementAtOrDefault(node.Id - 1));
            }
        }
        catch
        {
            await kafka.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        foreach (var listener in kafka._listeners.Values)
        {
            listener.Start();
        }

        return kafka;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var listener in _listeners.Values)
        {
            await listener.DisposeAsync().ConfigureAwait(false);
        }

        _listeners.Clear();
        lock (_cluster.Gate)
        {
            _cluster.Groups.Dispose();
            _cluster.Transactions.Dispose();
        }
    }

    private void Bind(BrokerNode node, int port)
    {
        var listener = BrokerListener.Bind(
            _cluster.Options.Host, port, new Dispatcher(_cluster, node), _cluster.Options.TlsCertificate, _cluster.Settings.Number("socket.request.max.bytes"));
        _listeners[node.Id] = listener;
        node.Port = listener.Port;
        node.IsAlive = true;
    }
}
