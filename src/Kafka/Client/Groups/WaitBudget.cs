namespace Ms2Lab.Kafka.Client.Groups;

/// <summary>What is left of the time that a call may take.</summary>
internal sealed class WaitBudget
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(20);
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly TimeSpan _limit;

    public WaitBudget(TimeProvider time, TimeSpan limit)
    {
        _time = time;
        _start = time.GetTimestamp();
        _limit = limit < TimeSpan.Zero || limit > Longest ? Longest : limit;
    }

    public TimeSpan Left
    {
        get
        {
            var left = _limit - _time.GetElapsedTime(_start);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    public bool IsOver => Left == TimeSpan.Zero;

    /// <summary>Waits for a task as long as the budget lasts; tells whether it completed, in whichever way. Does not observe its failure.</summary>
    public async Task<bool> WaitAsync(Task task, CancellationToken ct)
    {
        if (task.IsCompleted)
        {
            return true;
        }

        var left = Left;
        if (left == TimeSpan.Zero)
        {
            return false;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var timer = Task.Delay(left, _time, end.Token);
        await Task.WhenAny(task, timer).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        ct.ThrowIfCancellationRequested();
        return task.IsCompleted;
    }
}
