using Ms2Lab.Environments.Core;

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

    /// <summary>Probes, as <see cref="WatchAsync"/> does, until nothing stands in the way any more.</summary>
    /// <param name="goal">What is waited for, as a noun: it begins the message of a wait that was in vain.</param>
    /// <param name="obstacle">Tries, and says what stands in the way; null where it is done.</param>
    /// <param name="next">What helps where the limit passes.</param>
    /// <param name="limit">How long to try.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Gives up with an exception.</param>
    /// <exception cref="EnvironmentException">The limit has passed; the message says what was seen last.</exception>
    public static async Task ClearedAsync(
        string goal, Func<CancellationToken, Task<string?>> obstacle, string next, TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        var seen = await WatchAsync(obstacle, o => o is null, limit, time, cancellation);
        if (!seen.IsMet)
        {
            throw new EnvironmentException($"{goal} did not come within {limit.TotalSeconds:0} s; last seen: {seen.Last}.", next);
        }
    }
}
