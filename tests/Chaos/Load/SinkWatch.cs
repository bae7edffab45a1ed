namespace Ms2Lab.Chaos.Tests;

/// <summary>Holds the offsets that a sink has committed against the rows that it has written.</summary>
public sealed class SinkWatch(MeterLoad load, Landed landed, string connector) : OffsetWatch
{
    protected override async Task<string?> FindAsync(CancellationToken cancellation)
    {
        var committed = (await landed.CommittedAsync(connector, cancellation)).ToDictionary(c => c.Key.Partition, c => c.Value.Offset);
        var rows = (await landed.RowsAsync(cancellation)).Select(r => r.Id).ToHashSet();
        var lost = load.Places.Where(w => committed.TryGetValue(w.Key.Partition, out var offset) && w.Key.Offset < offset && !rows.Contains(w.Value)).ToList();
        return lost.Count == 0
            ? null
            : $"{connector} has committed {string.Join(", ", committed.Select(c => $"{c.Key}: {c.Value}"))}, but not in the table: {string.Join(", ", lost.Take(10).Select(w => $"{w.Value} at {w.Key}"))}";
    }
}
