using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Groups;

/// <summary>All groups of the cluster with their offsets. Owned by the cluster's lock.</summary>
internal sealed class GroupCoordinator(ClusterState cluster) : IDisposable
{
    private readonly SortedDictionary<string, ClassicGroup> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GroupOffsets> _offsets = [];

    public IEnumerable<ClassicGroup> All => _groups.Values;

    public ClassicGroup? Find(string id) => _groups.GetValueOrDefault(id);

    public GroupOffsets? OffsetsOf(string id) => _offsets.GetValueOrDefault(id);

    public ClassicGroup GetOrCreate(string id)
    {
        if (!_groups.TryGetValue(id, out var group))
        {
            _groups[id] = group = new ClassicGroup(cluster, id);
            _offsets[id] = new GroupOffsets();
        }

        return group;
    }

    /// <summary>Whether this broker may answer for the group.</summary>
    public ErrorCode Refusal(string id, BrokerNode broker) =>
        cluster.CoordinatorOf(id)?.Id == broker.Id ? ErrorCode.None : ErrorCode.NotCoordinator;

    public void Delete(string id)
    {
        if (_groups.Remove(id, out var group))
        {
            group.End(ErrorCode.CoordinatorNotAvailable);
            _offsets.Remove(id);
        }
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
    }
}
