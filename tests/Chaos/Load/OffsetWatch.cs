using Ms2Lab.Kafka.Client;
using MySqlConnector;

namespace Ms2Lab.Chaos.Tests;

/// <summary>Looks again and again whether a sink has committed an offset beyond what it has written: after its death such records would be lost.</summary>
public sealed class OffsetWatch(MeterLoad load, Landed landed, string connector)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>How often it could look.</summary>
    public int Looks { get; private set; }

    /// <summary>The first readings that were missing below a committed offset; null where there were none.</summary>
    public string? Violation { get; private set; }

    /// <summary>Looks until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested && Violation is null)
        {
            try
            {
                await LookAsync(cancellation);
                await Task.Delay(Pause, TimeProvider.System, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is MySqlException or KafkaException)
            {
                // A server is away, as planned: nothing can be said now.
            }
        }
    }

    /// <summary>Looks once. The offsets first: what is written in between does no harm to the comparison.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        var committed = await landed.CommittedAsync(connector, cancellation);
        var rows = (await landed.RowsAsync(cancellation)).Select(r => r.Id).ToHashSet();
        var lost = load.Places.Where(w => committed.FirstOrDefault(c => c.Key.Partition == w.Key.Partition).Value is { } offset && w.Key.Offset < offset.Offset && !rows.Contains(w.Value)).ToList();
        Looks++;
        Violation ??= lost.Count == 0 ? null : $"committed {string.Join(", ", committed.Select(c => $"{c.Key}: {c.Value.Offset}"))}, but not in the table: {string.Join(", ", lost.Take(10).Select(w => $"{w.Value} at {w.Key}"))}";
    }
}
