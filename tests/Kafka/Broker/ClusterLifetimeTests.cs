using System.Diagnostics;
using Ms2Lab.Kafka.Broker;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Tests.Broker;

/// <summary>What clusters cost and leave behind (issue 5, figures).</summary>
[Collection(nameof(ClusterLifetimeTests))]
[CollectionDefinition(nameof(ClusterLifetimeTests), DisableParallelization = true)]
public sealed class ClusterLifetimeTests
{
    [Fact]
    public async Task A_thousand_clusters_leave_handles_and_threads_where_they_were()
    {
        // Given
        await OpenAndCloseAsync(50);
        var (handles, threads) = Count();

        // When
        await OpenAndCloseAsync(1000);

        // Then: a thousand leaks would show as a thousand, while the runtime's own pools may move by a few
        var (handlesAfter, threadsAfter) = Count();
        (handlesAfter - handles).Should().BeLessThan(100);
        (threadsAfter - threads).Should().BeLessThan(50);
    }

    [Fact]
    public async Task An_idle_cluster_takes_less_than_ten_megabytes()
    {
        // Given
        await OpenAndCloseAsync(5);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        // When
        await using var kafka = await EmbeddedKafka.StartAsync(new EmbeddedKafkaOptions { Brokers = 3 }, TestContext.Current.CancellationToken);
        kafka.CreateTopic("readings", partitions: 12, replicationFactor: 3);
        var after = GC.GetTotalMemory(forceFullCollection: true);

        // Then
        (after - before).Should().BeLessThan(10 << 20);
    }

    private static async Task OpenAndCloseAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await using var kafka = await EmbeddedKafka.StartAsync(cancellation: TestContext.Current.CancellationToken);
            await using var client = await WireClient.ConnectAsync(kafka.Brokers[0]);
            await client.AskAsync<MetadataResponse>(new MetadataRequest { Topics = [] }, 12);
        }
    }

    private static (int Handles, int Threads) Count()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var self = Process.GetCurrentProcess();
        var handles = Directory.Exists("/proc/self/fd") ? Directory.GetFiles("/proc/self/fd").Length : self.HandleCount;
        return (handles, self.Threads.Count);
    }
}
