using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Fetching;

/// <summary>
/// An incremental fetch session (KIP-227): the partitions that a client fetches, so that a request names changes only and an answer tells news only.
/// Owned by the cluster's lock.
/// </summary>
internal sealed class FetchSession(int id, bool usesTopicIds)
{
    private readonly LinkedList<FetchTarget> _targets = [];
    private readonly Dictionary<(string, Guid, int), LinkedListNode<FetchTarget>> _nodes = [];

    public int Id { get; } = id;

    public bool UsesTopicIds { get; } = usesTopicIds;

    /// <summary>Epoch of the request that is expected next.</summary>
    public int NextEpoch { get; private set; } = 1;

    /// <summary>Milliseconds since 1970.</summary>
    public long LastUsedAt { get; set; }

    /// <summary>In the order in which they are read: who had records goes to the end, so that none starves.</summary>
    public IReadOnlyCollection<FetchTarget> Targets => _targets;

    public void Add(FetchTarget target) => _nodes[target.Key] = _targets.AddLast(target);

    /// <summary>Takes over what an incremental request changes.</summary>
    public void Update(FetchRequest request)
    {
        foreach (var topic in request.Topics)
        {
            foreach (var wanted in topic.Partitions)
            {
                if (_nodes.TryGetValue((topic.Topic, topic.TopicId, wanted.Partition), out var known))
                {
                    known.Value.Wanted = wanted;
                }
                else
                {
                    Add(new FetchTarget(topic.Topic, topic.TopicId, wanted));
                }
            }
        }

        foreach (var forgotten in request.ForgottenTopicsData)
        {
            foreach (var partition in forgotten.Partitions)
            {
                if (_nodes.Remove((forgotten.Topic, forgotten.TopicId, partition), out var node))
                {
                    _targets.Remove(node);
                }
            }
        }

        NextEpoch = NextEpoch == int.MaxValue ? 1 : NextEpoch + 1;
    }

    /// <summary>Puts a partition that had records behind the others.</summary>
    public void MoveToEnd(FetchTarget target)
    {
        if (_nodes.TryGetValue(target.Key, out var node) && node.Value == target)
        {
            _targets.Remove(node);
            _targets.AddLast(node);
        }
    }
}
