using Ms2Lab.Kafka.Broker;

namespace Ms2Lab.Cli.Bench.Broker;

/// <summary>What embedded clusters cost that do nothing.</summary>
internal static class IdleCluster
{
    private const int Clusters = 20;

    /// <summary>Managed bytes of an idle cluster of three brokers, averaged over several.</summary>
    public static async Task<long> BytesAsync(CancellationToken cancellation)
    {
        var before = Settled();
        var running = new List<EmbeddedKafka>();
        for (var i = 0; i < Clusters; i++)
        {
            running.Add(await EmbeddedKafka.StartAsync(new EmbeddedKafkaOptions { Brokers = 3 }, cancellation).ConfigureAwait(false));
        }
        var bytes = (Settled() - before) / Clusters;
        foreach (var cluster in running)
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
        }
        return bytes;
    }

    private static long Settled()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
