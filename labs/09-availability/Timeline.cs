using System.Globalization;
using Ms2Lab.Labs.LabKit;

namespace Ms2Lab.Labs;

/// <summary>What the status of a connector says from the end of a worker on, each change with its time, until its tasks run elsewhere.</summary>
internal sealed class Timeline
{
    // Connect's defaults: 10 s until a worker is missed, 300 s until its work is given to others.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(400);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly List<(TimeSpan At, string Seen)> _entries = [];

    /// <summary>Adds the states that follow, until one is met or the limit has passed.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="connector">The connector that is watched.</param>
    /// <param name="happened">What happened at zero.</param>
    /// <param name="until">When to stop.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<Timeline> WatchAsync(LabContext lab, string connector, string happened, Func<Placement, bool> until, CancellationToken cancellation)
    {
        var start = lab.Time.GetTimestamp();
        var timeline = new Timeline();
        timeline._entries.Add((TimeSpan.Zero, happened));
        for (var at = TimeSpan.Zero; at < Limit; at = lab.Time.GetElapsedTime(start))
        {
            var seen = await Placement.LookAsync(lab, connector, cancellation);
            if (seen is not null && timeline._entries[^1].Seen != seen.ToString())
            {
                timeline._entries.Add((at, seen.ToString()));
            }
            if (seen is not null && until(seen))
            {
                break;
            }
            await Task.Delay(Pause, lab.Time, cancellation);
        }
        return timeline;
    }

    /// <summary>One line for each change: seconds, a bar, and what was seen.</summary>
    public override string ToString() => string.Join('\n', _entries.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.At.TotalSeconds,6:0.0} s | {e.Seen}")));
}
