using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Groups;

/// <summary>
/// A group of the classic protocol: members, state, generation (KIP-62, 345, 394). Joining is in the file Join, rebalancing in Rebalance, syncing
/// in Sync. Owned by the cluster's lock; protocol metadata and assignments are bytes that only members understand.
/// </summary>
internal sealed partial class ClassicGroup(ClusterState cluster, string id)
{
    private readonly Dictionary<string, GroupMember> _members = [];
    private readonly Dictionary<string, string> _idOfInstance = [];
    private readonly Dictionary<string, ClusterTimer> _pending = [];

    public string Id { get; } = id;

    public GroupState State
    {
        get;
        private set => (field, StateSince) = (value, cluster.Now);
    }

    /// <summary>When it came into that state, in milliseconds since 1970.</summary>
    public long StateSince { get; private set; } = cluster.Now;

    public int Generation { get; private set; }

    public string? ProtocolType { get; private set; }

    public string? Protocol { get; private set; }

    public string? Leader { get; private set; }

    public IReadOnlyCollection<GroupMember> Members => _members.Values;

    /// <summary>Kafka's order: instance id, member id, generation.</summary>
    public ErrorCode Check(string memberId, string? instanceId, int generation)
    {
        if (CheckMember(memberId, instanceId) is var error and not ErrorCode.None)
        {
            return error;
        }

        return generation == Generation ? ErrorCode.None : ErrorCode.IllegalGeneration;
    }

    public ErrorCode Heartbeat(string memberId, string? instanceId, int generation)
    {
        if (Check(memberId, instanceId, generation) is var error and not ErrorCode.None)
        {
            return error;
        }

        KeepAlive(_members[memberId]);
        return State == GroupState.PreparingRebalance ? ErrorCode.RebalanceInProgress : ErrorCode.None;
    }

    /// <summary>Starts the member's session anew, as every sign of life does.</summary>
    public void KeepAlive(string memberId)
    {
        if (_members.TryGetValue(memberId, out var member))
        {
            KeepAlive(member);
        }
    }

    /// <summary>Removes a member that leaves, or a static one that an admin names by its instance id.</summary>
    public ErrorCode Leave(string memberId, string? instanceId)
    {
        if (_pending.Remove(memberId, out var timer))
        {
            timer.Dispose();
            CompleteJoinIfAllAreHere();
            return ErrorCode.None;
        }

        if (instanceId is not null && memberId.Length == 0 && _idOfInstance.TryGetValue(instanceId, out var known))
        {
            memberId = known;
        }

        if (CheckMember(memberId, instanceId) is var error and not ErrorCode.None)
        {
            return error;
        }

        Remove(_members[memberId]);
        return ErrorCode.None;
    }

    /// <summary>Ends all timers and answers all who wait: the group is deleted or its coordinator goes away.</summary>
    public void End(ErrorCode error)
    {
        foreach (var member in _members.Values.ToList())
        {
            Release(member, error);
        }

        foreach (var timer in _pending.Values)
        {
            timer.Dispose();
        }

        _rebalance?.Dispose();
        _members.Clear();
        _pending.Clear();
        State = GroupState.Dead;
    }

    private ErrorCode CheckMember(string memberId, string? instanceId)
    {
        if (instanceId is not null)
        {
            if (!_idOfInstance.TryGetValue(instanceId, out var known))
            {
                return ErrorCode.UnknownMemberId;
            }

            if (known != memberId)
            {
                return ErrorCode.FencedInstanceId;
            }
        }

        return _members.ContainsKey(memberId) ? ErrorCode.None : ErrorCode.UnknownMemberId;
    }

    private void KeepAlive(GroupMember member)
    {
        if (member.Session is null)
        {
            member.Session = cluster.After(member.SessionTimeout, () => Remove(member));
        }
        else
        {
            member.Session.Restart(member.SessionTimeout);
        }
    }

    private void Remove(GroupMember member)
    {
        Release(member, ErrorCode.UnknownMemberId);
        _members.Remove(member.Id);
        if (member.InstanceId is not null)
        {
            _idOfInstance.Remove(member.InstanceId);
        }

        Leader = member.Id == Leader ? _members.Keys.FirstOrDefault() : Leader;
        switch (State)
        {
            case GroupState.Stable or GroupState.CompletingRebalance:
                PrepareRebalance();
                break;
            case GroupState.PreparingRebalance:
                CompleteJoinIfAllAreHere();
                break;
        }
    }

    private static void Release(GroupMember member, ErrorCode error)
    {
        member.Session?.Dispose();
        member.Session = null;
        member.Join?.TrySetResult(GroupAnswers.JoinFailed(error, member.Id).Result);
        member.Sync?.TrySetResult(GroupAnswers.SyncFailed(error).Result);
        (member.Join, member.Sync) = (null, null);
    }
}
