using System.Text.Json.Nodes;

namespace Ms2Lab.KafkaClients.Tests.Scenarios;

public abstract partial class KafkaClientScenarios
{
    private const int Partitions = 3;

    [Fact]
    public async Task Brokers_that_die_return_and_hand_over_lose_no_record_of_a_producer_and_a_group()
    {
        await using var cluster = await TestCluster.WithTopicAsync("readings", Partitions, brokers: 3, replicas: 3);
        var idempotent = !client.Lacks.ContainsKey(Clients.Feature.Idempotence);

        await using var group = await client.StartAsync(
            cluster.Bootstrap, "group", new JsonObject { ["group"] = "meters", ["topics"] = new JsonArray("readings"), ["session"] = 10_000, ["heartbeat"] = 300 });
        await group.UntilAsync("assigned", a => Texts(a["partitions"]).Count == Partitions);
        await using var pump = await client.StartAsync(cluster.Bootstrap, "pump", new JsonObject { ["topic"] = "readings", ["idempotent"] = idempotent });
        await GoesOnAsync(cluster);

        await cluster.Kafka.KillAsync(1);
        await GoesOnAsync(cluster);
        cluster.Kafka.Restart(1);
        for (var partition = 0; partition < Partitions; partition++)
        {
            cluster.Kafka.MoveLeader("readings", partition, 1);
        }
        await GoesOnAsync(cluster);
        cluster.Kafka.MoveCoordinators();
        await GoesOnAsync(cluster);
        var produced = await pump.EndAsync("stop");

        var count = produced["count"]!.GetValue<int>();
        Texts(produced["errors"]).Should().BeEmpty();
        await group.UntilAsync("record", _ => Read(group).Distinct().Count() == count);
        await TestCluster.UntilAsync("offsets committed by group meters", async () => (await cluster.CommittedAsync("meters")).Values.Sum(), sum => sum >= count);
        await group.EndAsync("close");
        (await cluster.CountAsync("readings", Partitions)).Should().BeGreaterThanOrEqualTo(count);
        if (idempotent)
        {
            (await cluster.CountAsync("readings", Partitions)).Should().Be(count);
        }
    }

    // Producing got through again: something new was appended since now.
    private static async Task GoesOnAsync(TestCluster cluster)
    {
        var now = await cluster.CountAsync("readings", Partitions);
        await TestCluster.UntilAsync("records in readings", () => cluster.CountAsync("readings", Partitions), count => count >= now + 20);
    }
}
