namespace Ms2Lab.Kafka.Broker.ConsumerGroups;

/// <summary>Partitions by topic id, in ascending order within a topic; two sets with the same partitions are equal.</summary>
internal sealed class PartitionSet : IEquatable<PartitionSet>
{
    private readonly SortedDictionary<Guid, SortedSet<int>> _topics = [];

    public static PartitionSet Empty { get; } = new([]);

    public PartitionSet(IEnumerable<(Guid Topic, int Partition)> partitions)
    {
        foreach (var (topic, partition) in partitions)
        {
            if (!_topics.TryGetValue(topic, out var known))
            {
                _topics[topic] = known = [];
            }

            known.Add(partition);
        }
    }

    public IReadOnlyDictionary<Guid, SortedSet<int>> Topics => _topics;

    public bool IsEmpty => _topics.Count == 0;

    public IEnumerable<(Guid Topic, int Partition)> All => _topics.SelectMany(t => t.Value.Select(p => (t.Key, p)));

    public bool Contains(Guid topic, int partition) => _topics.TryGetValue(topic, out var known) && known.Contains(partition);

    public bool IsSubsetOf(PartitionSet other) => All.All(p => other.Contains(p.Topic, p.Partition));

    public bool Overlaps(PartitionSet other) => All.Any(p => other.Contains(p.Topic, p.Partition));

    public PartitionSet Where(Func<Guid, int, bool> isWanted) => new(All.Where(p => isWanted(p.Topic, p.Partition)));

    public PartitionSet Union(PartitionSet other) => new(All.Concat(other.All));

    public bool Equals(PartitionSet? other) => other is not null && All.SequenceEqual(other.All);

    public override bool Equals(object? obj) => Equals(obj as PartitionSet);

    public override int GetHashCode() => All.Aggregate(0, (hash, p) => HashCode.Combine(hash, p.Topic, p.Partition));
}
