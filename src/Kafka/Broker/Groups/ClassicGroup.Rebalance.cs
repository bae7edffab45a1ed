using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Groups;

/// <summary>From the first join to the new generation.</summary>
internal sealed partial class ClassicGroup
{
    private ClusterTimer? _rebalance;
    private TimeSpan _initialWaitLeft;
    private bool _isInitialWait;

    private TimeSpan RebalanceTimeout => _members.Values.Select(m => m.RebalanceTimeout).DefaultIfEmpty().Max();

    private void NoteNewMember(GroupMember member)
    {
        if (State == GroupState.PreparingRebalance && _isInitialWait)
        {
            ProlongInitialWait();
        }
        else if (State == GroupState.Empty && InitialDelay > TimeSpan.Zero)
        {
            State = GroupState.PreparingRebalance;
            _isInitialWait = true;
            _initialWaitLeft = member.RebalanceTimeout;
            ProlongInitialWait();
        }
        else
        {
            PrepareRebalance();
        }
    }

    private TimeSpan InitialDelay => cluster.Settings.Milliseconds("group.initial.rebalance.delay.ms");

    private void ProlongInitialWait()
    {
        var delay = InitialDelay < _initialWaitLeft ? InitialDelay : _initialWaitLeft;
        _initialWaitLeft -= delay;
        _rebalance?.Dispose();
        _rebalance = cluster.After(delay, () =>
        {
            _isInitialWait = false;
            CompleteJoin();
        });
    }

    private void PrepareRebalance()
    {
        if (State != GroupState.PreparingRebalance)
        {
            foreach (var member in _members.Values)
            {
                member.Sync?.TrySetResult(GroupAnswers.SyncFailed(ErrorCode.RebalanceInProgress).Result);
                member.Sync = null;
                if (State == GroupState.CompletingRebalance && member.Join is null)
                {
                    KeepAlive(member);
                }
            }

            State = GroupState.PreparingRebalance;
            _rebalance?.Dispose();
            _rebalance = cluster.After(RebalanceTimeout, CompleteJoin);
        }

        CompleteJoinIfAllAreHere();
    }

    private void CompleteJoinIfAllAreHere()
    {
        if (State == GroupState.PreparingRebalance && !_isInitialWait && _pending.Count == 0 && _members.Values.All(m => m.Join is not null))
        {
            CompleteJoin();
        }
    }

    /// <summary>The next generation: members that did not come back are dropped, static ones stay.</summary>
    private void CompleteJoin()
    {
        _rebalance?.Dispose();
        foreach (var missing in _members.Values.Where(m => m.Join is null && m.InstanceId is null).ToList())
        {
            Release(missing, ErrorCode.UnknownMemberId);
            _members.Remove(missing.Id);
        }

        Generation++;
        if (_members.Count == 0)
        {
            (State, Protocol, Leader) = (GroupState.Empty, null, null);
            return;
        }

        State = GroupState.CompletingRebalance;
        Protocol = ChooseProtocol();
        if (Leader is null || !_members.TryGetValue(Leader, out var leader) || leader.Join is null)
        {
            Leader = _members.Values.FirstOrDefault(m => m.Join is not null)?.Id ?? Leader;
        }

        foreach (var member in _members.Values.Where(m => m.Join is not null))
        {
            KeepAlive(member);
            member.Join!.TrySetResult(JoinAnswer(member, short.MaxValue));
            member.Join = null;
        }

        _rebalance = cluster.After(RebalanceTimeout, DropWhoDidNotSync);
    }

    private void DropWhoDidNotSync()
    {
        if (State == GroupState.CompletingRebalance)
        {
            foreach (var member in _members.Values.Where(m => m.Sync is null && m.InstanceId is null).ToList())
            {
                Remove(member);
            }
        }
    }

    /// <summary>Each member votes for its first protocol that all know; most votes win, earlier members break ties.</summary>
    private string ChooseProtocol()
    {
        var common = _members.Values.Select(m => m.Protocols.Select(p => p.Name)).Aggregate((a, b) => a.Intersect(b)).ToHashSet();
        return _members.Values.Select(m => m.Protocols.First(p => common.Contains(p.Name)).Name)
            .GroupBy(p => p).OrderByDescending(g => g.Count()).First().Key;
    }
}
