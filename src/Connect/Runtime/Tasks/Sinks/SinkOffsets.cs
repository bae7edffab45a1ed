using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Tasks.Sinks;

/// <summary>
/// The three positions of each assigned partition: consumed (what has been read), current (what the task has accepted, so what may be committed) and
/// committed. Owned by the task's loop.
/// </summary>
internal sealed class SinkOffsets
{
    private readonly Dictionary<TopicPartition, OffsetAndMetadata> _consumed = [];
    private readonly Dictionary<TopicPartition, OffsetAndMetadata> _committed = [];
    private Dictionary<TopicPartition, OffsetAndMetadata> _current = [];

    /// <summary>What the task has accepted.</summary>
    public IReadOnlyDictionary<TopicPartition, OffsetAndMetadata> Current => _current;

    /// <summary>What was committed last.</summary>
    public IReadOnlyDictionary<TopicPartition, OffsetAndMetadata> Committed => _committed;

    /// <summary>A partition was assigned, or rewound by the task, to this position.</summary>
    public void Begin(TopicPartition partition, long position)
    {
        var offset = new OffsetAndMetadata(position);
        _consumed[partition] = offset;
        _current[partition] = offset;
        _committed[partition] = offset;
    }

    /// <summary>A record was read.</summary>
    public void Consumed(TopicPartition partition, long offset) => _consumed[partition] = new OffsetAndMetadata(offset + 1);

    /// <summary>The task has accepted all that was read.</summary>
    public void Accept() => _current = new(_consumed);

    /// <summary>Commits have gone through.</summary>
    public void Commit(IReadOnlyDictionary<TopicPartition, OffsetAndMetadata> offsets)
    {
        foreach (var (partition, offset) in offsets)
        {
            _committed[partition] = offset;
        }
    }

    /// <summary>Partitions are no longer this task's.</summary>
    public void Remove(IEnumerable<TopicPartition> partitions)
    {
        foreach (var partition in partitions)
        {
            _consumed.Remove(partition);
            _current.Remove(partition);
            _committed.Remove(partition);
        }
    }

    /// <summary>
    /// What of a task's answer to preCommit is to be committed: assigned partitions, no further than what the task has accepted, and only if
    /// something changed.
    /// </summary>
    public Dictionary<TopicPartition, OffsetAndMetadata> ToCommit(
        IReadOnlyDictionary<TopicPartition, OffsetAndMetadata> answer, Action<string> warn)
    {
        var wanted = new Dictionary<TopicPartition, OffsetAndMetadata>();
        foreach (var (partition, offset) in answer)
        {
            if (!_current.TryGetValue(partition, out var accepted))
            {
                warn($"Ignoring invalid task provided offset {partition}/{offset.Offset} -- partition not assigned");
            }
            else if (offset.Offset > accepted.Offset)
            {
                warn($"Ignoring invalid task provided offset {partition}/{offset.Offset} -- not yet consumed, taskOffset={offset.Offset} currentOffset={accepted.Offset}");
            }
            else
            {
                wanted[partition] = offset;
            }
        }
        return wanted.All(w => _committed.TryGetValue(w.Key, out var last) && last == w.Value) ? [] : wanted;
    }
}
