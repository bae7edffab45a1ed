using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker;

/// <summary>
/// A Kafka cluster in this process, in memory: it speaks the wire protocol of Kafka 4.3 on real sockets, so that any client works
/// with it unchanged. What it leaves out stands in GAPS.md. All members may be called from any thread.
/// </summary>
public sealed partial class EmbeddedKafka : IAsyncDisposable
{
    private readonly ClusterState _cluster;
    private readonly List<ListenerOptions> _layout;
    private readonly Dictionary<int, List<BrokerListener>> _listeners = [];

    private EmbeddedKafka(ClusterState cluster, List<ListenerOptions> layout)
    {
        _layout = layout;
        _cluster = cluster;
        Brokers = [.. cluster.Nodes.Select(n => new EmbeddedBroker(n))];
    }

    /// <summary>The brokers in the order of their ids, dead ones too.</summary>
    public IReadOnlyList<EmbeddedBroker> Brokers { get; }

    /// <summary>Addresses of all brokers as <c>bootstrap.servers</c> takes them.</summary>
    public string BootstrapServers => string.Join(',', Brokers.Select(b => b.Address));

    /// <summary>Addresses of all brokers on one of <see cref="EmbeddedKafkaOptions.MoreListeners"/>.</summary>
    /// <exception cref="ArgumentException">There is no listener of that name.</exception>
    public string BootstrapServersOf(string listener)
    {
        var index = _layout.FindIndex(l => l.Name == listener);
        return index >= 0
            ? string.Join(',', _cluster.Nodes.Select(n => $"{n.HostOn(index)}:{n.Ports[index]}"))
            : throw new ArgumentException($"There is no listener {listener}; there are {string.Join(", ", _layout.Select(l => l.Name))}.", nameof(listener));
    }

    /// <summary>Kafka's cluster id, 22 letters.</summary>
    public string ClusterId => _cluster.ClusterId;

    /// <summary>Starts the brokers; when the task completes all of them accept clients.</summary>
    /// <exception cref="IOException">A port is taken; the message names it.</exception>
    public static async Task<EmbeddedKafka> StartAsync(EmbeddedKafkaOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new EmbeddedKafkaOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Brokers, 1);
        cancellation.ThrowIfCancellationRequested();
        List<ListenerOptions> layout = [FirstListenerOf(options), .. options.MoreListeners];
        List<string> hosts = [.. layout.Select(l => l.AdvertisedHost ?? l.Host)];
        var nodes = Enumerable.Range(1, options.Brokers).Select(id => new BrokerNode(id, hosts, rack: null)).ToList();
        var kafka = new EmbeddedKafka(new ClusterState(options, nodes), layout);
        try
        {
            foreach (var node in nodes)
            {
                layout.Select(l => l.Ports.ElementAtOrDefault(node.Id - 1)).ToArray().CopyTo(node.Ports, 0);
                kafka.Bind(node);
            }
        }
        catch
        {
            await kafka.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        kafka._listeners.Values.SelectMany(l => l).ToList().ForEach(l => l.Start());

        return kafka;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var listener in _listeners.Values.SelectMany(l => l))
        {
            await listener.DisposeAsync().ConfigureAwait(false);
        }

        _listeners.Clear();
        _cluster.Cleaner.Dispose();
        _cluster.OffsetExpiry.Dispose();
        lock (_cluster.Gate)
        {
            _cluster.Groups.Dispose();
            _cluster.Transactions.Dispose();
        }
    }

    /// <summary>
    /// Kills a broker as the death of its process does: its port closes, its connections are reset, its partitions are led by their next live
    /// replica or by nobody. Nothing is lost that was appended. A dead broker stays dead.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such broker.</exception>
    public async Task KillAsync(int brokerId)
    {
        var node = NodeOf(brokerId);
        List<BrokerListener>? listeners;
        lock (_cluster.Gate)
        {
            if (!_listeners.Remove(brokerId, out listeners))
            {
                return;
            }

            _cluster.SetAlive(node, isAlive: false);
        }

        foreach (var listener in listeners)
        {
            await listener.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Starts a killed broker again on its port; partitions without a leader that it holds are led by it. A live one stays as it is.</summary>
    /// <exception cref="ArgumentException">There is no such broker.</exception>
    /// <exception cref="IOException">Its port was taken meanwhile.</exception>
    public void Restart(int brokerId)
    {
        var node = NodeOf(brokerId);
        lock (_cluster.Gate)
        {
            if (_listeners.ContainsKey(brokerId))
            {
                return;
            }

            Bind(node);
            _cluster.SetAlive(node, isAlive: true);
            _listeners[brokerId].ForEach(l => l.Start());
        }
    }

    /// <summary>Makes another live replica lead a partition: clients learn NOT_LEADER_OR_FOLLOWER and refresh.</summary>
    /// <exception cref="ArgumentException">There is no such partition, or the broker is down or holds no replica of it.</exception>
    public void MoveLeader(string topic, int partition, int brokerId)
    {
        lock (_cluster.Gate)
        {
            var found = _cluster.Topics.Find(topic, partition) ?? throw new ArgumentException($"There is no partition {topic}-{partition}.", nameof(partition));
            if (!found.Isr.Contains(brokerId))
            {
                throw new ArgumentException($"Broker {brokerId} is down or holds no replica of {topic}-{partition}; live replicas: {string.Join(", ", found.Isr)}.", nameof(brokerId));
            }

            found.MoveLeader(brokerId);
        }
    }

    /// <summary>Makes the next live broker coordinate each group and transactional id: clients learn NOT_COORDINATOR and look for the new one.</summary>
    public void MoveCoordinators()
    {
        lock (_cluster.Gate)
        {
            _cluster.CoordinatorGeneration++;
        }
    }

    /// <summary>Creates a topic without a client; it is there when this returns.</summary>
    /// <param name="name">Legal and not taken.</param>
    /// <param name="partitions">At least 1.</param>
    /// <param name="replicationFactor">From 1 to the number of live brokers.</param>
    /// <param name="configs">Settings of the topic, by Kafka's names.</param>
    /// <exception cref="ArgumentException">The topic cannot be created; the message is Kafka's.</exception>
    public void CreateTopic(string name, int partitions = 1, short replicationFactor = 1, IReadOnlyDictionary<string, string>? configs = null)
    {
        var wanted = new CreateTopicsRequest.CreatableTopic { Name = name, NumPartitions = partitions, ReplicationFactor = replicationFactor };
        wanted.Configs.AddRange((configs ?? new Dictionary<string, string>()).Select(c => new CreateTopicsRequest.CreatableTopicConfig { Name = c.Key, Value = c.Value }));
        lock (_cluster.Gate)
        {
            var plan = TopicCreation.Plan(_cluster, wanted);
            if (plan.Error != ErrorCode.None)
            {
                throw new ArgumentException($"Topic '{name}' cannot be created: {plan.Message}", nameof(name));
            }

            _cluster.Topics.Add(name, plan.Placement, plan.Overrides);
        }
    }

    /// <summary>Drops what <c>retention.ms</c> and <c>retention.bytes</c> let go of, as the brokers do every <c>log.retention.check.interval.ms</c> of the cluster's clock.</summary>
    public void ApplyRetention() => _cluster.Cleaner.ApplyRetention();

    /// <summary>
    /// Compacts topics with <c>cleanup.policy=compact</c>, as the brokers do of themselves every <c>log.cleaner.backoff.ms</c> of the cluster's clock where segments are
    /// complete and dirty enough; here all but the last batch of each partition is, whatever its share of old records. Open transactions and
    /// <c>min.compaction.lag.ms</c> hold it up all the same.
    /// </summary>
    /// <param name="topic">Null for all topics.</param>
    public void CompactLogs(string? topic = null) => _cluster.Cleaner.Compact(topic, isForced: true);

    private BrokerNode NodeOf(int brokerId) => _cluster.Node(brokerId) ?? throw new ArgumentException($"There is no broker {brokerId}.", nameof(brokerId));

    private static ListenerOptions FirstListenerOf(EmbeddedKafkaOptions options) => new()
    {
        Name = "PLAINTEXT",
        Host = options.Host,
        Ports = options.Ports,
        AdvertisedHost = options.AdvertisedHost,
        TlsCertificate = options.TlsCertificate,
        RequiresSasl = options.SaslUsers.Count > 0,
    };

    /// <summary>Binds all listeners of a broker, at the ports that they had before if any.</summary>
    private void Bind(BrokerNode node)
    {
        var bound = new List<BrokerListener>();
        try
        {
            for (var i = 0; i < _layout.Count; i++)
            {
                bound.Add(BrokerListener.Bind(_layout[i], i, node.Ports[i], new Dispatcher(_cluster, node), _cluster.Settings.Number("socket.request.max.bytes")));
                node.Ports[i] = bound[i].Port;
            }
        }
        catch
        {
            bound.ForEach(l => l.Unbind());
            throw;
        }

        _listeners[node.Id] = bound;
        node.IsAlive = true;
    }
}
