using Ms2Lab.Kafka.Broker.Configs;

namespace Ms2Lab.Kafka.Broker.Cluster;

/// <summary>All topics by name and by id. Owned by the cluster's lock; what may be created is checked before, see <see cref="TopicCreation"/>.</summary>
internal sealed class TopicCatalog(ClusterState cluster)
{
    /// <summary>About what Kafka's controller takes; clients ask again after 100 ms and more.</summary>
    private static readonly TimeSpan CreationTime = TimeSpan.FromMilliseconds(20);

    private readonly HashSet<string> _onTheWay = [];
    private readonly SortedDictionary<string, Topic> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, Topic> _byId = [];
    private int _placed;

    public IEnumerable<Topic> All => _byName.Values;

    /// <summary>Grows with each topic or partition that comes or goes.</summary>
    public long Changes { get; private set; }

    public Topic? Find(string name) => _byName.GetValueOrDefault(name);

    public Topic? Find(Guid id) => _byId.GetValueOrDefault(id);

    public Partition? Find(string name, int index) => Find(name)?.Find(index);

    /// <summary>The topic that the name collides with, if any.</summary>
    public Topic? CollidingWith(string name) => All.FirstOrDefault(t => t.Name != name && TopicNames.Collapsed(t.Name) == TopicNames.Collapsed(name));

    /// <summary>Adds a topic whose partition p lies on the given brokers, the leader first.</summary>
    public Topic Add(string name, IReadOnlyList<IReadOnlyList<int>> placement, IReadOnlyDictionary<string, string> overrides)
    {
        var topic = new Topic(name, Guid.NewGuid(), (short)placement[0].Count, new TopicSettings(overrides, cluster.Settings));
        _byName[name] = topic;
        _byId[topic.Id] = topic;
        Grow(topic, placement);
        return topic;
    }

    /// <summary>
    /// Makes one of the cluster's own topics where it is missing, as a coordinator that is looked for needs it, with the settings that the brokers have for
    /// it. Its leaders do not move those of topics that come later.
    /// </summary>
    public Topic? AddInternal(string name)
    {
        if (Find(name) is { } topic || cluster.Controller is null)
        {
            return Find(name);
        }

        var prefix = name == Topic.Offsets ? "offsets.topic" : "transaction.state.log";
        var overrides = new Dictionary<string, string> { ["cleanup.policy"] = "compact", ["segment.bytes"] = cluster.Settings.Text($"{prefix}.segment.bytes") };
        if (name == Topic.Offsets)
        {
            overrides["compression.type"] = "producer";
        }
        else
        {
            overrides["compression.type"] = "uncompressed";
            overrides["min.insync.replicas"] = cluster.Settings.Text($"{prefix}.min.isr");
            overrides["unclean.leader.election.enable"] = "false";
        }

        var alive = cluster.AliveNodes.Select(n => n.Id).ToList();
        var replicas = Math.Min(cluster.Settings.Number($"{prefix}.replication.factor"), alive.Count);
        return Add(name, [.. Enumerable.Range(0, cluster.Settings.Number($"{prefix}.num.partitions")).Select(p => ReplicasFrom(p, replicas, alive))], overrides);
    }

    public void Grow(Topic topic, IEnumerable<IReadOnlyList<int>> placement)
    {
        Changes++;
        foreach (var replicas in placement)
        {
            topic.Partitions.Add(new Partition(topic, topic.Partitions.Count, replicas, cluster.Budget));
        }
    }

    /// <summary>Leaders go round the live brokers, replicas are the next ones: deterministic, unlike Kafka's random start.</summary>
    public List<IReadOnlyList<int>> Place(int partitions, int replicationFactor)
    {
        var alive = cluster.AliveNodes.Select(n => n.Id).ToList();
        var placement = new List<IReadOnlyList<int>>();
        for (var p = 0; p < partitions; p++, _placed++)
        {
            placement.Add(ReplicasFrom(_placed, replicationFactor, alive));
        }

        return placement;
    }

    public void Remove(Topic topic)
    {
        _byName.Remove(topic.Name);
        _byId.Remove(topic.Id);
        Changes++;
        foreach (var partition in topic.Partitions)
        {
            partition.Delete();
        }
    }

    /// <summary>Creates the topic with the brokers' defaults, if clients may and the name is legal. Null as well when it will be there a little later only.</summary>
    public Topic? AutoCreate(string name)
    {
        if (!cluster.Options.CreatesTopicsLate)
        {
            return CreateOnDemand(name);
        }

        if (_onTheWay.Add(name))
        {
            cluster.After(CreationTime, () =>
            {
                _onTheWay.Remove(name);
                CreateOnDemand(name);
            });
        }

        return null;
    }

    private static IReadOnlyList<int> ReplicasFrom(int first, int count, List<int> alive) => [.. Enumerable.Range(first, count).Select(i => alive[i % alive.Count])];

    private Topic? CreateOnDemand(string name)
    {
        if (name is Topic.Offsets or Topic.Transactions && cluster.Settings.AutoCreateTopics)
        {
            return AddInternal(name);
        }

        if (!cluster.Settings.AutoCreateTopics || TopicNames.Refusal(name) is not null || Find(name) is not null || CollidingWith(name) is not null || cluster.Controller is null)
        {
            return null;
        }

        var replicas = Math.Min(cluster.Settings.Number("default.replication.factor"), cluster.AliveNodes.Count());
        return Add(name, Place(cluster.Settings.Number("num.partitions"), replicas), new Dictionary<string, string>());
    }
}
