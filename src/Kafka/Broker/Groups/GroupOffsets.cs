namespace Ms2Lab.Kafka.Broker.Groups;

/// <summary>The committed offsets of one group, and those that open transactions would commit. Owned by the cluster's lock.</summary>
internal sealed class GroupOffsets
{
    private readonly Dictionary<(string Topic, int Partition), CommittedOffset> _committed = [];
    private readonly Dictionary<long, Dictionary<(string Topic, int Partition), CommittedOffset>> _pending = [];
    private long _commits;

    public IReadOnlyDictionary<(string Topic, int Partition), CommittedOffset> All => _committed;

    public CommittedOffset? Find(string topic, int partition) => _committed.TryGetValue((topic, partition), out var offset) ? offset : null;

    public void Commit(string topic, int partition, CommittedOffset offset) => _committed[(topic, partition)] = offset with { Order = ++_commits };

    /// <summary>Keeps the offset until the producer's transaction ends.</summary>
    public void CommitLater(long producerId, string topic, int partition, CommittedOffset offset)
    {
        if (!_pending.TryGetValue(producerId, out var offsets))
        {
            _pending[producerId] = offsets = [];
        }

        offsets[(topic, partition)] = offset with { Order = ++_commits };
    }

    /// <summary>Whether an open transaction of the producer would commit an offset of this group.</summary>
    public bool HasPending(long producerId) => _pending.ContainsKey(producerId);

    /// <summary>Whether an open transaction would commit an offset there.</summary>
    public bool IsUnstable(string topic, int partition) => _pending.Values.Any(p => p.ContainsKey((topic, partition)));

    public void EndTransaction(long producerId, bool commit)
    {
        if (_pending.Remove(producerId, out var offsets) && commit)
        {
            foreach (var (partition, offset) in offsets.Where(o => !_committed.TryGetValue(o.Key, out var known) || known.Order < o.Value.Order))
            {
                _committed[partition] = offset;
            }
        }
    }

    /// <summary>Drops what was last used at that time or before; true when nothing is left.</summary>
    public bool ForgetUnusedSince(long time, Func<string, CommittedOffset, long> lastUseOf)
    {
        foreach (var (partition, _) in _committed.Where(c => lastUseOf(c.Key.Topic, c.Value) <= time && !IsUnstable(c.Key.Topic, c.Key.Partition)).ToList())
        {
            _committed.Remove(partition);
        }

        return _committed.Count == 0 && _pending.Count == 0;
    }

    public void Remove(string topic, int partition) => _committed.Remove((topic, partition));

    public void Forget(string topic)
    {
        foreach (var offsets in _pending.Values.Append(_committed))
        {
            foreach (var key in offsets.Keys.Where(k => k.Topic == topic).ToList())
            {
                offsets.Remove(key);
            }
        }
    }
}
