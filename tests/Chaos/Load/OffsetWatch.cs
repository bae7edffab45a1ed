using Ms2Lab.Kafka.Client;
using MySqlConnector;

namespace Ms2Lab.Chaos.Tests;

/// <summary>Looks again and again whether a connector has stored an offset beyond what it has written: after its death such records would be lost.</summary>
public abstract class OffsetWatch
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>How often it could look.</summary>
    public int Looks { get; private set; }

    /// <summary>The first readings that were missing below a stored offset; null where there were none.</summary>
    public string? Violation { get; private set; }

    /// <summary>Looks until it is cancelled or has seen a violation.</summary>
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

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        Violation ??= await FindAsync(cancellation);
        Looks++;
    }

    /// <summary>What is missing below the stored offsets, or null. Reads the offsets first: what is written in between does no harm to the comparison.</summary>
    protected abstract Task<string?> FindAsync(CancellationToken cancellation);
}
