using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.ConsumerGroups;

/// <summary>
/// A group of the new protocol (KIP-848): the coordinator assigns, members report what they have. Heartbeats are in the file Heartbeat, who joins and leaves in
/// Membership. A change raises the group's epoch; the next heartbeat makes a target assignment for it, at most one a second. Owned by the cluster's lock.
/// </summary>
internal sealed partial class ConsumerGroup(ClusterState cluster, string id)
{
    private readonly Dictionary<string, ConsumerGroupMember> _members = [];
    private readonly Dictionary<string, IReadOnlySet<string>> _topicsOfRegex = [];
    private long _topicsSeen = -1;
    private string _subscribed = "";
    private long? _assignedAt;

    public string Id { get; } = id;

    public int Epoch { get; private set; } = 1;

    /// <summary>Epoch of the target assignment.</summary>
    public int AssignmentEpoch { get; private set; } = 1;

    public string Assignor => GroupAssignors.PreferredBy(_members.Values).Name;

    public IReadOnlyCollection<ConsumerGroupMember> Members => _members.Values;

    /// <summary>State by its name on the wire.</summary>
    public string State =>
        _members.Count == 0 ? "Empty"
        : Epoch > AssignmentEpoch ? "Assigning"
        : _members.Values.Any(m => m.Epoch != AssignmentEpoch || m.State != MemberState.Stable) ? "Reconciling"
        : "Stable";

    public bool IsSubscribedTo(string topic) => _members.Values.Any(m => TopicsOf(m).Contains(topic));

    /// <summary>Whether offsets may be read: by an admin, which names no member, or by a member with its epoch.</summary>
    public ErrorCode CheckFetch(string? memberId, int epoch) =>
        memberId is null && epoch < 0 ? ErrorCode.None
        : !_members.TryGetValue(memberId ?? "", out var member) ? ErrorCode.UnknownMemberId
        : epoch == member.Epoch ? ErrorCode.None
        : ErrorCode.StaleMemberEpoch;

    /// <summary>Whether offsets of these partitions may be committed: by an admin while nobody is there, or by a member.</summary>
    public ErrorCode CheckCommit(string memberId, int epoch, IEnumerable<(Guid Topic, int Partition)> partitions, bool speaksNewProtocol)
    {
        if (epoch < 0 && _members.Count == 0)
        {
            return ErrorCode.None;
        }

        return !_members.TryGetValue(memberId, out var member) ? ErrorCode.UnknownMemberId
            : !speaksNewProtocol ? ErrorCode.UnsupportedVersion
            : epoch > member.Epoch || partitions.Any(p => !member.MayCommit(epoch, p.Topic, p.Partition)) ? ErrorCode.StaleMemberEpoch
            : ErrorCode.None;
    }

    /// <summary>Ends all timers: the group is deleted or its cluster ends.</summary>
    public void End()
    {
        foreach (var member in _members.Values)
        {
            member.EndTimers();
        }
    }

    private IEnumerable<string> TopicsOf(ConsumerGroupMember member) =>
        member.TopicRegex.Length > 0 && _topicsOfRegex.TryGetValue(member.TopicRegex, out var matching) ? member.TopicNames.Union(matching) : member.TopicNames;

    private int Setting(string name) => cluster.Settings.GroupNumber(Id, name);
}
