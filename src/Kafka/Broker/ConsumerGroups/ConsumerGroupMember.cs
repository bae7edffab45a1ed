using Ms2Lab.Kafka.Broker.Cluster;

namespace Ms2Lab.Kafka.Broker.ConsumerGroups;

/// <summary>A member of a consumer group: what it subscribes to, what it has, what it should have. Owned by the cluster's lock.</summary>
internal sealed class ConsumerGroupMember(string id)
{
    private Dictionary<(Guid, int), int> _assignedAt = [];

    public string Id { get; } = id;

    public string? InstanceId { get; set; }

    public string? RackId { get; set; }

    public string ClientId { get; set; } = "";

    public string ClientHost { get; set; } = "";

    public TimeSpan RebalanceTimeout { get; set; }

    public string? ServerAssignor { get; set; }

    /// <summary>Ascending and distinct.</summary>
    public IReadOnlyList<string> TopicNames { get; set; } = [];

    public string TopicRegex { get; set; } = "";

    public int Epoch { get; private set; }

    /// <summary>Epoch before the last change, with which a member may come that has not seen the answer to its last heartbeat.</summary>
    public int PreviousEpoch { get; private set; } = -1;

    public MemberState State { get; private set; }

    public PartitionSet Assigned { get; private set; } = PartitionSet.Empty;

    public PartitionSet PendingRevocation { get; private set; } = PartitionSet.Empty;

    public PartitionSet Target { get; set; } = PartitionSet.Empty;

    public ClusterTimer? Session { get; set; }

    /// <summary>Runs out when partitions are not given up in time.</summary>
    public ClusterTimer? Revocation { get; set; }

    /// <summary>Partitions that nobody else may have yet.</summary>
    public IEnumerable<(Guid Topic, int Partition)> Held => Assigned.All.Concat(PendingRevocation.All);

    /// <summary>Takes over from a static member that left for a while, or from nobody.</summary>
    public void TakeOver(ConsumerGroupMember other)
    {
        (Assigned, PendingRevocation, Target, State) = (other.Assigned, PartitionSet.Empty, other.Target, MemberState.Stable);
        _assignedAt = other._assignedAt;
    }

    public void MoveTo(MemberState state, int epoch, PartitionSet assigned, PartitionSet pendingRevocation)
    {
        if (epoch != Epoch)
        {
            (PreviousEpoch, Epoch) = (Epoch, epoch);
        }

        _assignedAt = assigned.All.Concat(pendingRevocation.All).ToDictionary(p => p, p => _assignedAt.GetValueOrDefault(p, epoch));
        (State, Assigned, PendingRevocation) = (state, assigned, pendingRevocation);
    }

    /// <summary>A static member that leaves for a while keeps what it has.</summary>
    public void LeaveForAWhile(int epoch) => (PreviousEpoch, Epoch, PendingRevocation) = (Epoch, epoch, PartitionSet.Empty);

    /// <summary>Whether an offset may be committed with that epoch: the present one, or one since which it has had the partition (KIP-1251).</summary>
    public bool MayCommit(int epoch, Guid topic, int partition) =>
        epoch == Epoch || (epoch < Epoch && _assignedAt.TryGetValue((topic, partition), out var since) && since <= epoch);

    public void EndTimers()
    {
        Session?.Dispose();
        Revocation?.Dispose();
        (Session, Revocation) = (null, null);
    }
}
