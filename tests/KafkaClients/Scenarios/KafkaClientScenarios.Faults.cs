using System.Text.Json.Nodes;
using Ms2Lab.Kafka.Broker.Faults;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.KafkaClients.Tests.Clients;

namespace Ms2Lab.KafkaClients.Tests.Scenarios;

public abstract partial class KafkaClientScenarios
{
    private static readonly string[] ThreeValues = ["a", "b", "c"];

    [Fact]
    public async Task A_produce_that_is_refused_for_a_while_is_sent_again()
    {
        await using var cluster = await TestCluster.WithTopicAsync("moved");
        using var fault = cluster.Kafka.AddFault(new FaultRule(FaultAction.Fail(ErrorCode.NotLeaderOrFollower)) { Apis = [ApiKey.Produce], Topic = "moved", Times = 2 });

        await ProduceAsync(cluster, new JsonObject { ["topic"] = "moved", ["partition"] = 0, ["records"] = TestCluster.Values("a") });

        fault.Hits.Should().Be(2);
        ValuesOf(await ReadAllAsync(cluster, "moved")).Should().Equal("a");
    }

    [Fact]
    public async Task An_answer_that_was_lost_makes_no_duplicate_of_an_idempotent_producer()
    {
        Needs(Feature.Idempotence);
        await using var cluster = await TestCluster.WithTopicAsync("once");
        using var fault = cluster.Kafka.AddFault(new FaultRule(FaultAction.CloseAfter) { Apis = [ApiKey.Produce], Times = 1 });

        await ProduceAsync(cluster, new JsonObject { ["topic"] = "once", ["partition"] = 0, ["records"] = TestCluster.Values("a"), ["idempotent"] = true });

        fault.Hits.Should().Be(1);
        (await cluster.EndAsync("once")).Should().Be(1);
    }

    [Fact]
    public async Task A_reader_goes_on_after_broken_connections_refusals_and_delays()
    {
        await using var cluster = await TestCluster.WithTopicAsync("bumpy");
        await ProduceAsync(cluster, new JsonObject { ["topic"] = "bumpy", ["partition"] = 0, ["records"] = TestCluster.Values(ThreeValues) });
        using var broken = cluster.Kafka.AddFault(new FaultRule(FaultAction.CloseBefore) { Apis = [ApiKey.Fetch], Topic = "bumpy", Times = 1 });
        using var refused = cluster.Kafka.AddFault(new FaultRule(FaultAction.Fail(ErrorCode.NotLeaderOrFollower)) { Apis = [ApiKey.Fetch], Topic = "bumpy", Times = 1 });
        using var delayed = cluster.Kafka.AddFault(new FaultRule(FaultAction.Delay(TimeSpan.FromMilliseconds(200))) { Apis = [ApiKey.Fetch], Topic = "bumpy", Times = 1 });

        var read = await RunAsync(cluster, "consume", new JsonObject { ["topic"] = "bumpy", ["count"] = 3 });

        ValuesOf(read).Should().Equal(ThreeValues);
        (broken.Hits, refused.Hits, delayed.Hits).Should().Be((1, 1, 1));
    }
}
