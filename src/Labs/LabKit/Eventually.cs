namespace Ms2Lab.Labs.LabKit;

/// <summary>Waits for a condition by looking again and again, with a limit, and remembers what it last saw.</summary>
public static class Eventually
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Probes at once and then at growing pauses (10 to 200 ms) until the condition holds or the limit is over. A limit of zero probes exactly once.
    /// </summary>
    /// <typeparam name="T">What the probe returns.</typeparam>
    /// <param name="probe">Looks; what it throws ends the wait.</param>
    /// <param name="until">Whether that is what is waited for.</param>
    /// <param name="limit">How long to look.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Gives up with an exception.</param>
    public static async Task<Observation<T>> WatchAsync<T>(
        Func<CancellationToken, Task<T>> probe, Func<T, bool> until, TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(probe);
        ArgumentNullException.ThrowIfNull(until);
        ArgumentNullException.ThrowIfNull(time);
        var start = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var seen = await probe(cancellation);
            var waited = time.GetElapsedTime(start);
            var isMet = until(seen);
            if (isMet || waited >= limit)
            {
                return new(isMet, seen, waited);
            }
            var left = limit - waited;
            await Task.Delay(left < pause ? left : pause, time, cancellation);
        }
    }
}
