namespace Ms2Lab.Environments.Core;

/// <summary>A timer of a <see cref="VirtualClock"/>, whose lock guards its times. The callback runs on the thread pool, as those of real timers do.</summary>
internal sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state, long number) : ITimer
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    /// <summary>By due time; of equals the older timer first.</summary>
    public static IComparer<VirtualTimer> DueOrder { get; } = Comparer<VirtualTimer>.Create((a, b) =>
        a.Due.CompareTo(b.Due) is var due and not 0 ? due : a.Number.CompareTo(b.Number));

    public TimeSpan Due { get; set; }

    public TimeSpan? Period { get; private set; }

    private long Number { get; } = number;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Period = period > TimeSpan.Zero ? period : null;
        clock.Set(this, dueTime >= TimeSpan.Zero ? dueTime : null);
        return true;
    }

    public void Fire() => ThreadPool.UnsafeQueueUserWorkItem(
        static timer =>
        {
            if (timer._context is { } context)
            {
                ExecutionContext.Run(context, static t => ((VirtualTimer)t!).Call(), timer);
            }
            else
            {
                timer.Call();
            }
        },
        this,
        preferLocal: false);

    public void Dispose() => clock.Set(this, null);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Call() => callback(state);
}
