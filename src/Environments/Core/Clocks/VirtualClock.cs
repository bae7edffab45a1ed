namespace Ms2Lab.Environments.Core;

/// <summary>
/// A clock that runs like any other and can be moved forward: timers that fall due on the way fire in their order, and what they set in motion in this
/// process comes to rest before the next ones do. So a delay of minutes is shown in a moment, with all heartbeats in between. One lock guards the
/// timers; only one move at a time.
/// </summary>
public sealed class VirtualClock : TimeProvider, IVirtualClock, IDisposable
{
    // Timers this close fall due together: a step costs more than the difference is worth.
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan UsualLimit = TimeSpan.FromMinutes(2);

    private readonly Lock _lock = new();
    private readonly TimeSpan _limit;
    private readonly SemaphoreSlim _moving = new(1, 1);
    private readonly SortedSet<VirtualTimer> _timers = new(VirtualTimer.DueOrder);
    private readonly ITimer _alarm;
    private readonly long _realStart;
    private readonly DateTimeOffset _start;
    private TimeSpan _skipped;
    private TimeSpan? _frozen;
    private long _sequence;
    private long _activity;

    /// <summary>A clock that shows the time of now and runs.</summary>
    /// <param name="limit">How long one move may take in real time; two minutes by default.</param>
    public VirtualClock(TimeSpan? limit = null)
    {
        _limit = limit ?? UsualLimit;
        _realStart = System.GetTimestamp();
        _start = System.GetUtcNow();
        _alarm = System.CreateTimer(_ => FireDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public DateTimeOffset Now => GetUtcNow();

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Counts what is asked of the clock; while it stands still, so does the process.</summary>
    internal long Activity => Interlocked.Read(ref _activity);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + Elapsed();

    /// <inheritdoc/>
    public override long GetTimestamp() => Elapsed().Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state, Interlocked.Increment(ref _sequence));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <inheritdoc/>
    /// <exception cref="EnvironmentException">The process did not come to rest often enough within the limit.</exception>
    public async Task AdvanceAsync(TimeSpan by, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        await _moving.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            using var quiet = new ProcessQuiet(this);
            var began = System.GetTimestamp();
            var start = Freeze();
            await quiet.WaitAsync(cancellation).ConfigureAwait(false);
            while (MoveToNext(start + by))
            {
                FireDue();
                await quiet.WaitAsync(cancellation).ConfigureAwait(false);
                if (System.GetElapsedTime(began) > _limit)
                {
                    throw new EnvironmentException(
                        $"The virtual clock came {ElapsedLocked() - start} of {by} far within {_limit.TotalSeconds:0.#} s: {quiet.Describe()}.",
                        "Move it while nothing else keeps this process busy, or in smaller steps.");
                }
            }
        }
        finally
        {
            Unfreeze();
            _moving.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _alarm.Dispose();
        _moving.Dispose();
    }

    internal void Set(VirtualTimer timer, TimeSpan? dueIn)
    {
        lock (_lock)
        {
            _activity++;
            _timers.Remove(timer);
            if (dueIn is { } wait)
            {
                timer.Due = ElapsedLocked() + wait;
                _timers.Add(timer);
            }
            SetAlarm();
        }
    }

    private TimeSpan Elapsed()
    {
        lock (_lock)
        {
            _activity++;
            return ElapsedLocked();
        }
    }

    private TimeSpan ElapsedLocked() => _frozen ?? (_skipped + System.GetElapsedTime(_realStart));

    private TimeSpan Freeze()
    {
        lock (_lock)
        {
            _frozen = ElapsedLocked();
            return _frozen.Value;
        }
    }

    private void Unfreeze()
    {
        lock (_lock)
        {
            _skipped = ElapsedLocked() - System.GetElapsedTime(_realStart);
            _frozen = null;
            SetAlarm();
        }
    }

    // To the next timers that fall due before the end, or to the end; false when that has been reached.
    private bool MoveToNext(TimeSpan end)
    {
        lock (_lock)
        {
            if (_frozen == end)
            {
                return false;
            }
            var next = _timers.Min?.Due + Step ?? end;
            _frozen = next < end ? next : end;
            return true;
        }
    }

    private void FireDue()
    {
        while (true)
        {
            VirtualTimer? timer;
            lock (_lock)
            {
                timer = _timers.Min;
                if (timer is null || timer.Due > ElapsedLocked())
                {
                    SetAlarm();
                    return;
                }
                _timers.Remove(timer);
                if (timer.Period is { } period)
                {
                    timer.Due += period;
                    _timers.Add(timer);
                }
            }
            timer.Fire();
        }
    }

    private void SetAlarm()
    {
        if (_frozen is null && _timers.Min is { } first)
        {
            var wait = first.Due - ElapsedLocked();
            _alarm.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
