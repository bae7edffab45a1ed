using System.Buffers.Text;
using Ms2Lab.Kafka.Broker.Configs;
using Ms2Lab.Kafka.Broker.Faults;
using Ms2Lab.Kafka.Broker.Groups;
using Ms2Lab.Kafka.Broker.Log;
using Ms2Lab.Kafka.Broker.Quotas;
using Ms2Lab.Kafka.Broker.Security;
using Ms2Lab.Kafka.Broker.Telemetry;
using Ms2Lab.Kafka.Broker.Transactions;

namespace Ms2Lab.Kafka.Broker.Cluster;

/// <summary>
/// The state of a whole cluster, owned by one lock: <see cref="Gate"/>. Handlers, timers and the public controls take it, do their work
/// without waiting for anything, and leave; frames are parsed, checksums computed and answers encoded outside. What cannot be answered yet
/// is parked as a task that is completed under the lock and continued elsewhere.
/// </summary>
internal sealed class ClusterState
{
    public ClusterState(EmbeddedKafkaOptions options, IReadOnlyList<BrokerNode> nodes)
    {
        Options = options;
        Nodes = nodes;
        Settings = new BrokerSettings(options.Configs);
        Settings.Dynamic[-1] = new() { [MinInsyncReplicas] = Settings.Text(MinInsyncReplicas) };
        Budget = new MemoryBudget(options.MemoryBudgetBytes);
        Topics = new TopicCatalog(this);
        Groups = new GroupCoordinator(this);
        Transactions = new TransactionCoordinator(this);
        Faults = new FaultBook(this);
        Watches = new Watches(this);
        Cleaner = new LogCleaner(this);
        OffsetExpiry = new OffsetExpiry(this);
    }

    // Controllers with eligible leader replicas (KIP-966) turn this setting into one for all brokers when they start.
    private const string MinInsyncReplicas = "min.insync.replicas";

    public Lock Gate { get; } = new();

    public EmbeddedKafkaOptions Options { get; }

    public TimeProvider Time => Options.Time;

    /// <summary>16 bytes in URL-safe base64, as Kafka prints it.</summary>
    public string ClusterId { get; } = Base64Url.EncodeToString(Guid.NewGuid().ToByteArray());

    public IReadOnlyList<BrokerNode> Nodes { get; }

    public IEnumerable<BrokerNode> AliveNodes => Nodes.Where(n => n.IsAlive);

    public BrokerSettings Settings { get; }

    public MemoryBudget Budget { get; }

    public TopicCatalog Topics { get; }

    public GroupCoordinator Groups { get; }

    public TransactionCoordinator Transactions { get; }

    public ClientQuotas ClientQuotas { get; } = new();

    public ScramCredentials ScramCredentials { get; } = new();

    public BrokerLoggers Loggers { get; } = new();

    public ClientInstances ClientInstances { get; } = new();

    /// <summary>What shall happen to requests; has a lock of its own.</summary>
    public FaultBook Faults { get; }

    public Watches Watches { get; }

    /// <summary>Retention and compaction; has a lock of its own.</summary>
    public LogCleaner Cleaner { get; }

    public OffsetExpiry OffsetExpiry { get; }

    /// <summary>Raised to move the coordinators of all groups and transactions to other brokers.</summary>
    public int CoordinatorGeneration { get; set; }

    /// <summary>The producer id that is handed out next.</summary>
    public long NextProducerId { get; set; } = 1000;

    public long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Name of a topic by its id; takes the lock.</summary>
    public string? NameOf(Guid topicId)
    {
        lock (Gate)
        {
            return Topics.Find(topicId)?.Name;
        }
    }

    public BrokerNode? Node(int id) => Nodes.FirstOrDefault(n => n.Id == id);

    /// <summary>The broker that admin clients are sent to; every live one would do.</summary>
    public BrokerNode? Controller => AliveNodes.FirstOrDefault();

    /// <summary>The broker that coordinates a group or a transactional id: a stable hash over the live brokers.</summary>
    public BrokerNode? CoordinatorOf(string key)
    {
        var alive = AliveNodes.ToList();
        if (alive.Count == 0)
        {
            return null;
        }

        var hash = 17u;
        foreach (var c in key)
        {
            hash = (hash * 31) + c;
        }

        return alive[(int)((hash + (uint)CoordinatorGeneration) % (uint)alive.Count)];
    }

    /// <summary>Marks a broker up or down and lets every partition follow. Under the lock.</summary>
    public void SetAlive(BrokerNode node, bool isAlive)
    {
        node.IsAlive = isAlive;
        node.FetchSessions.Clear();
        var alive = AliveNodes.Select(n => n.Id).ToHashSet();
        foreach (var partition in Topics.All.SelectMany(t => t.Partitions))
        {
            partition.FollowBrokers(alive);
        }
    }

    /// <summary>Runs the action under the lock after the delay.</summary>
    public ClusterTimer After(TimeSpan delay, Action action) => new(this, delay, action);
}
