using System.Diagnostics;
using Ms2Lab.Kafka.Broker;

namespace Ms2Lab.Cli.Bench.Broker;

/// <summary>What is left behind by embedded clusters that were started and disposed.</summary>
/// <param name="Handles">Open files and sockets more than before.</param>
/// <param name="Threads">Threads more than before; those of the pool come and go.</param>
internal sealed record ClusterLifetimes(int Handles, int Threads)
{
    /// <summary>How many clusters are started and disposed.</summary>
    public const int Clusters = 1000;

    private const int Untold = 20;

    /// <summary>Starts and disposes them one after another.</summary>
    public static async Task<ClusterLifetimes> MeasureAsync(CancellationToken cancellation)
    {
        await LiveAsync(Untold, cancellation).ConfigureAwait(false);
        var before = Now();
        await LiveAsync(Clusters, cancellation).ConfigureAwait(false);
        var after = Now();
        return new(after.Handles - before.Handles, after.Threads - before.Threads);
    }

    private static async Task LiveAsync(int count, CancellationToken cancellation)
    {
        for (var i = 0; i < count; i++)
        {
            var kafka = await EmbeddedKafka.StartAsync(new EmbeddedKafkaOptions { Brokers = 3 }, cancellation).ConfigureAwait(false);
            await kafka.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static ClusterLifetimes Now()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var self = Process.GetCurrentProcess();
        return new(self.HandleCount, self.Threads.Count);
    }
}
