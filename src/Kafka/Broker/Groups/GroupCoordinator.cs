using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.ConsumerGroups;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Groups;

/// <summary>All groups of the cluster with their offsets. Owned by the cluster's lock.</summary>
internal sealed class GroupCoordinator(ClusterState cluster) : IDisposable
{
    private readonly SortedDictionary<string, ClassicGroup> _groups = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ConsumerGroup> _consumerGroups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GroupOffsets> _offsets = [];

    /// <summary>Groups of the classic protocol.</summary>
    public IEnumerable<ClassicGroup> All => _groups.Values;

    /// <summary>Groups of the new protocol (KIP-848). A group is of one protocol at a time.</summary>
    public IEnumerable<ConsumerGroup> AllConsumers => _consumerGroups.Values;

    public ClassicGroup? Find(string id) => _groups.GetValueOrDefault(id);

    public ConsumerGroup? FindConsumer(string id) => _consumerGroups.GetValueOrDefault(id);

    public GroupOffsets? OffsetsOf(string id) => _offsets.GetValueOrDefault(id);

    /// <summary>The classic group; an empty one of the new protocol becomes classic. Null when the other protocol is in use.</summary>
    public ClassicGroup? GetOrCreate(string id)
    {
        if (FindConsumer(id) is { Members.Count: > 0 })
        {
            return null;
        }

        if (!_groups.TryGetValue(id, out var group))
        {
            _consumerGroups.Remove(id);
            _groups[id] = group = new ClassicGroup(cluster, id);
        }

        return group;
    }

    /// <summary>The group of the new protocol; an empty classic one becomes that. Null when the other protocol is in use.</summary>
    public ConsumerGroup? GetOrCreateConsumer(string id)
    {
        if (Find(id) is { State: not (GroupState.Empty or GroupState.Dead) })
        {
            return null;
        }

        if (!_consumerGroups.TryGetValue(id, out var group))
        {
            if (_groups.Remove(id, out var classic))
            {
                classic.End(ErrorCode.UnknownMemberId);
            }

            _consumerGroups[id] = group = new ConsumerGroup(cluster, id);
        }

        return group;
    }

    /// <summary>Where a group's offsets are kept; a group that is not there yet becomes a classic one without members.</summary>
    public GroupOffsets GetOrCreateOffsets(string id)
    {
        if (!_consumerGroups.ContainsKey(id))
        {
            GetOrCreate(id);
        }

        if (!_offsets.TryGetValue(id, out var offsets))
        {
            _offsets[id] = offsets = new GroupOffsets();
        }

        return offsets;
    }

    /// <summary>Whether this broker may answer for the group.</summary>
    public ErrorCode Refusal(string id, BrokerNode broker) =>
        cluster.CoordinatorOf(id)?.Id == broker.Id ? ErrorCode.None : ErrorCode.NotCoordinator;

    public void Delete(string id)
    {
        if (_groups.Remove(id, out var group))
        {
            group.End(ErrorCode.CoordinatorNotAvailable);
        }

        if (_consumerGroups.Remove(id, out var consumers))
        {
            consumers.End();
        }

        _offsets.Remove(id);
    }

    /// <summary>Drops offsets that were last used at that time or before, and with its last offset a group without members.</summary>
    public void ForgetUnusedSince(long time)
    {
        foreach (var (id, offsets) in _offsets.ToList())
        {
            var isForgotten = offsets.ForgetUnusedSince(time, LastUse(id));
            if (isForgotten && Find(id) is null or { State: GroupState.Empty } && FindConsumer(id) is null or { Members.Count: 0 })
            {
                Delete(id);
            }
        }
    }

    /// <summary>When an offset was last of use, which for one that a member works with is not over.</summary>
    private Func<string, CommittedOffset, long> LastUse(string id)
    {
        if (FindConsumer(id) is { } consumers)
        {
            return (topic, offset) => consumers.IsSubscribedTo(topic) ? long.MaxValue : offset.CommittedAt;
        }

        return Find(id) switch
        {
            null or { ProtocolType: null } => (_, offset) => offset.CommittedAt,
            { State: GroupState.Empty } empty => (_, _) => empty.StateSince,
            { State: GroupState.Stable, ProtocolType: "consumer" } stable => (topic, offset) => ConsumerSubscriptions.Contain(stable, topic) ? long.MaxValue : offset.CommittedAt,
            _ => (_, _) => long.MaxValue,
        };
    }

    /// <summary>Drops what groups have committed for a topic that is deleted.</summary>
    public void Forget(string topic)
    {
        foreach (var offsets in _offsets.Values)
        {
            offsets.Forget(topic);
        }
    }

    public void Dispose()
    {
        foreach (var group in _groups.Values)
        {
            group.End(ErrorCode.CoordinatorNotAvailable);
        }

        foreach (var group in _consumerGroups.Values)
        {
            group.End();
        }
    }
}
