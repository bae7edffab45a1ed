using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.ConsumerGroups;

/// <summary>Who joins, leaves, and is shut out.</summary>
internal sealed partial class ConsumerGroup
{
    private const int Joining = 0;
    private const int LeavingForAWhile = -2;

    /// <summary>Removes a member by its id, a static one by its instance id.</summary>
    public ErrorCode Leave(string memberId, string? instanceId)
    {
        var member = instanceId is null ? _members.GetValueOrDefault(memberId) : StaticMember(instanceId);
        if (member is null)
        {
            return ErrorCode.UnknownMemberId;
        }

        if (memberId.Length > 0 && member.Id != memberId)
        {
            return ErrorCode.FencedInstanceId;
        }

        Remove(member);
        return ErrorCode.None;
    }

    private static string NotAMember(string memberId, string groupId) => $"Member {memberId} is not a member of group {groupId}.";

    private ConsumerGroupMember? StaticMember(string instanceId) => _members.Values.FirstOrDefault(m => m.InstanceId == instanceId);

    /// <summary>The member that sends a heartbeat, a new one if it joins; or why it may not.</summary>
    private (ErrorCode Error, string? Message) Find(string memberId, string? instanceId, int epoch, PartitionSet? owned, out ConsumerGroupMember member)
    {
        member = null!;
        if (instanceId is not null)
        {
            var known = StaticMember(instanceId);
            if (epoch == Joining && known is not null)
            {
                return known.Epoch == LeavingForAWhile || known.Id == memberId
                    ? (ErrorCode.None, Replace(known, memberId, out member))
                    : (ErrorCode.UnreleasedInstanceId, $"Static member {memberId} with instance id {instanceId} cannot join the group because the instance id is owned by {known.Id} member.");
            }

            if (epoch != Joining && CheckStatic(memberId, instanceId) is var (error, message) && error != ErrorCode.None)
            {
                return (error, message);
            }
        }

        if (_members.TryGetValue(memberId, out var found))
        {
            member = found;
            return epoch == Joining ? (ErrorCode.None, null) : CheckEpoch(member, epoch, owned);
        }

        if (epoch != Joining)
        {
            return (ErrorCode.UnknownMemberId, NotAMember(memberId, Id));
        }

        member = _members[memberId] = new ConsumerGroupMember(memberId);
        return (ErrorCode.None, null);
    }

    private (ErrorCode Error, string? Message) CheckStatic(string memberId, string instanceId) =>
        StaticMember(instanceId) is not { } known ? (ErrorCode.UnknownMemberId, $"Instance id {instanceId} is unknown.")
        : known.Id != memberId ? (ErrorCode.FencedInstanceId, $"Static member {memberId} with instance id {instanceId} was fenced by member {known.Id}.")
        : (ErrorCode.None, null);

    private static (ErrorCode Error, string? Message) CheckEpoch(ConsumerGroupMember member, int epoch, PartitionSet? owned)
    {
        var hasLostAnAnswer = epoch == member.PreviousEpoch && owned is not null && owned.IsSubsetOf(member.Assigned);
        return epoch == member.Epoch || (epoch < member.Epoch && hasLostAnAnswer)
            ? (ErrorCode.None, null)
            : (ErrorCode.FencedMemberEpoch, $"The consumer group member has a {(epoch > member.Epoch ? "greater" : "smaller")} member epoch ({epoch}) than the one known by the group coordinator ({member.Epoch}). The member must abandon all its partitions and rejoin.");
    }

    private string? Replace(ConsumerGroupMember known, string memberId, out ConsumerGroupMember member)
    {
        known.EndTimers();
        _members.Remove(known.Id);
        member = _members[memberId] = new ConsumerGroupMember(memberId) { TopicNames = known.TopicNames, TopicRegex = known.TopicRegex };
        member.TakeOver(known);
        return null;
    }

    private void Remove(ConsumerGroupMember member)
    {
        member.EndTimers();
        _members.Remove(member.Id);
        Epoch++;
    }

    private void KeepAlive(ConsumerGroupMember member)
    {
        var session = TimeSpan.FromMilliseconds(Setting("consumer.session.timeout.ms"));
        if (member.Session is null)
        {
            member.Session = cluster.After(session, () => Remove(member));
        }
        else
        {
            member.Session.Restart(session);
        }
    }

    /// <summary>A member that does not give partitions up within its rebalance timeout is shut out.</summary>
    private void LimitRevocation(ConsumerGroupMember member)
    {
        if (member.State != MemberState.UnrevokedPartitions)
        {
            member.Revocation?.Dispose();
            member.Revocation = null;
        }
        else
        {
            member.Revocation ??= cluster.After(member.RebalanceTimeout, () => Remove(member));
        }
    }
}
