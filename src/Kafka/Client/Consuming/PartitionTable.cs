namespace Ms2Lab.Kafka.Client.Consuming;

/// <summary>The assigned partitions, in the order in which they are served: who gave records last comes last.</summary>
internal sealed class PartitionTable
{
    private readonly Dictionary<TopicPartition, PartitionState> _states = [];
    private List<PartitionState> _order = [];

    public int Count => _order.Count;

    public IReadOnlyList<PartitionState> All => _order;

    public PartitionState? Find(TopicPartition partition) => _states.GetValueOrDefault(partition);

    /// <exception cref="InvalidOperationException">The partition is not assigned.</exception>
    public PartitionState Get(TopicPartition partition) =>
        Find(partition) ?? throw new InvalidOperationException($"No current assignment for partition {partition}");

    /// <summary>Replaces the assignment; what stays keeps its state.</summary>
    public void Set(IEnumerable<TopicPartition> partitions)
    {
        var next = partitions.Distinct().Select(p => Find(p) ?? new PartitionState(p)).ToList();
        _states.Clear();
        foreach (var state in next)
        {
            _states.Add(state.Partition, state);
        }

        _order = next;
    }

    public void Each(IEnumerable<TopicPartition> partitions, Action<PartitionState> change)
    {
        foreach (var partition in partitions)
        {
            change(Get(partition));
        }
    }

    public void MoveToEnd(PartitionState state)
    {
        _order = [.. _order.Where(p => p != state), state];
    }
}
