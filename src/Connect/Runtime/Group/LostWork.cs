namespace Ms2Lab.Connect.Runtime.Group;

/// <summary>
/// What the leader does with work that nobody runs any more (KIP-415): it waits for <c>scheduled.rebalance.max.delay.ms</c>, as the worker may only be
/// restarting, and then gives it to those who came empty-handed meanwhile, or shares it out like new work. Used by one assignor, on the herder's loop.
/// </summary>
internal sealed class LostWork(TimeSpan maxDelay, TimeProvider time)
{
    private readonly List<string> _candidates = [];
    private DateTimeOffset? _scheduled;

    /// <summary>How long members wait until the next round; zero if none is scheduled.</summary>
    public TimeSpan Delay { get; private set; }

    /// <summary>Has the members rejoin after a time for another reason, the load of members.</summary>
    public void Postpone(TimeSpan delay)
    {
        Delay = delay;
        _scheduled = time.GetUtcNow() + delay;
    }

    /// <summary>Decides on lost work in one round; what goes to a candidate is added to its load.</summary>
    /// <param name="lost">The work.</param>
    /// <param name="isRevoking">Whether the round before took work away from somebody.</param>
    /// <param name="isAnyoneMissing">Whether a member of the round before is gone.</param>
    /// <param name="loads">The members of now.</param>
    /// <param name="endsWait">Set if the wait has ended with this round.</param>
    /// <returns>What is to be shared out now like new work.</returns>
    public Work Decide(Work lost, bool isRevoking, bool isAnyoneMissing, IReadOnlyList<WorkerLoad> loads, out bool endsWait)
    {
        endsWait = false;
        if (lost.IsEmpty && !isRevoking)
        {
            Reset();
            return Work.None;
        }
        // Nobody is gone: some members missed what they were given. Nor is there anything to wait for without a delay.
        if ((_scheduled is null && !isAnyoneMissing) || maxDelay == TimeSpan.Zero)
        {
            return lost;
        }
        var now = time.GetUtcNow();
        if (_scheduled <= now)
        {
            endsWait = true;
            return Release(lost, loads);
        }
        _candidates.AddRange(loads.Where(l => l.IsEmpty).Select(l => l.Member).Except(_candidates).ToList());
        var left = _scheduled - now;
        Postpone(left is { } wait && wait < maxDelay ? wait : maxDelay);
        return Work.None;
    }

    private Work Release(Work lost, IReadOnlyList<WorkerLoad> loads)
    {
        // Who came first is served first.
        var candidates = _candidates.Select(c => loads.FirstOrDefault(l => l.Member == c)).OfType<WorkerLoad>().ToList();
        Reset();
        if (candidates.Count == 0)
        {
            return lost;
        }
        var next = 0;
        foreach (var connector in lost.Connectors)
        {
            candidates[next++ % candidates.Count].Connectors.Add(connector);
        }
        next = 0;
        foreach (var task in lost.Tasks)
        {
            candidates[next++ % candidates.Count].Tasks.Add(task);
        }
        return Work.None;
    }

    private void Reset()
    {
        _candidates.Clear();
        _scheduled = null;
        Delay = TimeSpan.Zero;
    }
}
