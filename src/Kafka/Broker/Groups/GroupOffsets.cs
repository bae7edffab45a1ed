namespace Ms2Lab.Kafka.Broker.Groups;

/// <summary>The committed offsets of one group. They never expire. Owned by the cluster's lock.</summary>
internal sealed class GroupOffsets
{
    private readonly Dictionary<(string Topic, int Partition), CommittedOffset> _committed = [];

    public IReadOnlyDictionary<(string Topic, int Partition), CommittedOffset> All => _committed;

    public CommittedOffset? Find(string topic, int partition) => _committed.TryGetValue((topic, partition), out var offset) ? offset : null;

    public void Commit(string topic, int partition, CommittedOffset offset) => _committed[(topic, partition)] = offset;

    public void Remove(string topic, int partition) => _committed.Remove((topic, partition));

    public void Forget(string topic)
    {
        foreach (var key in _committed.Keys.Where(k => k.Topic == topic).ToList())
        {
            _committed.Remove(key);
        }
    }
}
