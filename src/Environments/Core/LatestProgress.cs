using System.Collections.Concurrent;

namespace Ms2Lab.Environments.Core;

/// <summary>Passes progress on and remembers the latest of each part, so that a start that takes too long can say what it last saw.</summary>
internal sealed class LatestProgress(IProgress<PartProgress>? next) : IProgress<PartProgress>
{
    private readonly ConcurrentDictionary<Parts, PartProgress> _latest = new();

    public void Report(PartProgress value)
    {
        _latest[value.Part] = value;
        next?.Report(value);
    }

    public override string ToString()
    {
        var waiting = _latest.Values.Where(p => p.Stage != PartStage.Ready).OrderBy(p => p.Part).ToList();
        return waiting.Count == 0 ? "nothing from any part" : string.Join(", ", waiting.Select(p => $"{p.Part.ToText()}: {p.Text}"));
    }
}
