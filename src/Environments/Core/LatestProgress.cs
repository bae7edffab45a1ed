using System.Collections.Concurrent;

namespace Ms2Lab.Environments.Core;

/// <summary>Passes progress on and remembers the latest of each part, so that a start that takes too long can say what it last saw.</summary>
/// <param name="next">Where it goes.</param>
/// <param name="limit">The limit of the start, which begins anew with every news of a fetch: how long those take is up to the network.</param>
/// <param name="span">Length of that limit.</param>
internal sealed class LatestProgress(IProgress<PartProgress>? next, CancellationTokenSource limit, TimeSpan span) : IProgress<PartProgress>
{
    private readonly ConcurrentDictionary<Parts, PartProgress> _latest = new();

    public void Report(PartProgress value)
    {
        _latest[value.Part] = value;
        if (value.Stage == PartStage.Fetching)
        {
            limit.CancelAfter(span);
        }
        next?.Report(value);
    }

    public override string ToString()
    {
        var waiting = _latest.Values.Where(p => p.Stage != PartStage.Ready).OrderBy(p => p.Part).ToList();
        return waiting.Count == 0 ? "nothing from any part" : string.Join(", ", waiting.Select(p => $"{p.Part.ToText()}: {p.Text}"));
    }
}
