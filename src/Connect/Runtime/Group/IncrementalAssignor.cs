using Ms2Lab.Connect.Runtime.Herders;

namespace Ms2Lab.Connect.Runtime.Group;

/// <summary>
/// The leader's assignor of incremental cooperative rebalancing (KIP-415): members keep what they have, the surplus of some is revoked in one round and
/// handed to others in the next. It remembers the rounds that this member has led; a new leader knows nothing, so that for it the work of a leader that
/// died is simply new. Used on the herder's loop only.
/// </summary>
internal sealed class IncrementalAssignor(TimeSpan maxDelay, TimeProvider time)
{
    private const double RevocationBackoff = 40;

    private readonly LostWork _lostWork = new(maxDelay, time);
    private Work _previous = Work.None;
    private Work _previousRevoked = Work.None;
    private HashSet<string> _previousMembers = [];
    private int _previousGeneration = -1;
    private bool _isRevoking;
    private int _successiveRevocations;

    /// <summary>Computes one round.</summary>
    /// <param name="configured">All work that there is to do.</param>
    /// <param name="lastGeneration">The last generation that this member has seen completed.</param>
    /// <param name="generation">The generation that the round makes.</param>
    /// <param name="members">What each member says that it runs.</param>
    public GroupShares Assign(Work configured, int lastGeneration, int generation, IReadOnlyDictionary<string, Work> members)
    {
        var active = Work.Union(members.Values);
        RecallPrevious(lastGeneration, active);
        // What runs without being configured counts as deleted too, so that a new leader leaves no zombies.
        var deleted = _previous.Plus(active).Minus(configured);
        var lost = _previous.Minus(active).Minus(deleted).Sorted();
        var created = configured.Minus(_previous).Minus(active).Sorted();
        var revoked = members.ToDictionary(m => m.Key, m => deleted.Plus(Duplicated(members)).And(m.Value));
        // Who gives up what, and which candidate comes first, follows the order of the table in which Connect keeps members.
        var loads = JavaHashOrder.OfGrown(members, m => m.Key).Select(m => new WorkerLoad(m.Key, m.Value.Minus(revoked[m.Key]))).ToList();

        var reassigned = _lostWork.Decide(lost, _isRevoking, !_previousMembers.IsSubsetOf(members.Keys), loads, out var endsWait);
        _isRevoking &= !endsWait;
        Balance(configured, loads, revoked);
        WorkerLoad.Deal(loads, created.Connectors.Concat(reassigned.Connectors), l => l.Connectors);
        WorkerLoad.Deal(loads, created.Tasks.Concat(reassigned.Tasks), l => l.Tasks);

        var owned = loads.ToDictionary(l => l.Member, l => l.Work);
        _previousRevoked = Work.Union(revoked.Values);
        _previous = Work.Union(owned.Values).Minus(_previousRevoked).Plus(lost);
        _previousMembers = [.. members.Keys];
        _previousGeneration = generation;
        return new GroupShares(
            owned.ToDictionary(o => o.Key, o => o.Value.Minus(members[o.Key].Minus(deleted))),
            revoked.Where(r => !r.Value.IsEmpty).ToDictionary(r => r.Key, r => r.Value),
            owned.ToDictionary(o => o.Key, o => o.Value.Minus(revoked[o.Key])),
            _lostWork.Delay);
    }

    private static Work Duplicated(IReadOnlyDictionary<string, Work> members) => Work.Of(
        members.Values.SelectMany(w => w.Connectors).GroupBy(c => c).Where(g => g.Count() > 1).Select(g => g.Key),
        members.Values.SelectMany(w => w.Tasks).GroupBy(t => t).Where(g => g.Count() > 1).Select(g => g.Key));

    // What this member assigned counts only if that round came to its end and nobody led another one since.
    private void RecallPrevious(int lastGeneration, Work active)
    {
        if (_previousGeneration != lastGeneration)
        {
            _previous = Work.None;
        }
        if (!_previousRevoked.And(active).IsEmpty)
        {
            _previous = active;
        }
        _previousRevoked = Work.None;
    }

    // Work is taken from the busiest unless a delay runs. Rounds that revoke one after the other come at growing distances (KAFKA-12495).
    private void Balance(Work configured, List<WorkerLoad> loads, Dictionary<string, Work> revoked)
    {
        if (_lostWork.Delay > TimeSpan.Zero)
        {
            _isRevoking = false;
            return;
        }
        var surplus = Surplus(configured, loads);
        if (surplus.Count == 0)
        {
            _successiveRevocations = _isRevoking ? 0 : _successiveRevocations;
            _isRevoking = false;
            return;
        }
        if (_isRevoking)
        {
            _successiveRevocations++;
            var delay = maxDelay == TimeSpan.Zero
                ? TimeSpan.Zero
                : TimeSpan.FromMilliseconds(Math.Min(Math.Pow(RevocationBackoff, _successiveRevocations), maxDelay.TotalMilliseconds));
            if (delay > TimeSpan.Zero)
            {
                _lostWork.Postpone(delay);
                return;
            }
        }
        _isRevoking = true;
        foreach (var load in loads.Where(l => surplus.ContainsKey(l.Member)))
        {
            revoked[load.Member] = revoked[load.Member].Plus(surplus[load.Member]);
            load.Remove(surplus[load.Member]);
        }
    }

    private static Dictionary<string, Work> Surplus(Work configured, List<WorkerLoad> loads)
    {
        if (configured.IsEmpty || loads.All(l => l.IsEmpty))
        {
            return [];
        }
        var connectors = Surplus(configured.Connectors.Count, loads, l => l.Connectors);
        var tasks = Surplus(configured.Tasks.Count, loads, l => l.Tasks);
        return connectors.Keys.Union(tasks.Keys).ToDictionary(m => m, m => Work.Of(connectors.GetValueOrDefault(m, []), tasks.GetValueOrDefault(m, [])));
    }

    // Everybody may keep the floor of the average; of the rest one each, for those that come first.
    private static Dictionary<string, List<T>> Surplus<T>(int total, List<WorkerLoad> loads, Func<WorkerLoad, List<T>> share)
    {
        var (floor, extras) = (total / loads.Count, total % loads.Count);
        var surplus = new Dictionary<string, List<T>>();
        foreach (var load in loads.Where(l => share(l).Count > floor))
        {
            var keep = floor + (extras-- > 0 ? 1 : 0);
            if (share(load).Count > keep)
            {
                surplus[load.Member] = [.. share(load).Take(share(load).Count - keep)];
            }
        }
        return surplus;
    }
}
