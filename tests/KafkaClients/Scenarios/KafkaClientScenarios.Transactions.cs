using System.Text.Json.Nodes;
using Ms2Lab.Kafka.Client;
using Ms2Lab.KafkaClients.Tests.Clients;

namespace Ms2Lab.KafkaClients.Tests.Scenarios;

public abstract partial class KafkaClientScenarios
{
    [Fact]
    public async Task Committed_readers_see_what_was_committed_and_nothing_else()
    {
        Needs(Feature.Transactions);
        await using var cluster = await TestCluster.WithTopicAsync("ledger");

        var results = await TransactAsync(cluster, "init a", "begin a", "send a one", "send a two", "commit a", "begin a", "send a wrong", "abort a", "begin a", "send a three", "commit a");

        Texts(results["results"]).Should().OnlyContain(r => r == "ok");
        ValuesOf(await ReadAllAsync(cluster, "ledger", "read_committed")).Should().Equal("one", "two", "three");
        ValuesOf(await ReadAllAsync(cluster, "ledger")).Should().Equal("one", "two", "wrong", "three");
        // Four records and three markers, which take an offset each.
        (await cluster.EndAsync("ledger", isolation: IsolationLevel.ReadCommitted)).Should().Be(7);
    }

    [Fact]
    public async Task A_second_producer_with_the_same_id_fences_the_first()
    {
        Needs(Feature.Fencing);
        await using var cluster = await TestCluster.WithTopicAsync("ledger");

        var results = await TransactAsync(cluster, "init a", "begin a", "send a lost", "init b", "commit a", "begin b", "send b kept", "commit b");

        var seen = Texts(results["results"]);
        seen[..4].Should().OnlyContain(r => r == "ok");
        seen[4].Should().NotBe("ok");
        seen[5..].Should().OnlyContain(r => r == "ok");
        ValuesOf(await ReadAllAsync(cluster, "ledger", "read_committed")).Should().Equal("kept");
    }

    [Fact]
    public async Task A_transaction_over_its_time_is_aborted()
    {
        Needs(Feature.Transactions);
        await using var cluster = await TestCluster.WithTopicAsync("ledger");

        await TransactAsync(cluster, timeout: 5000, "init a", "begin a", "send a forgotten");

        await TestCluster.UntilAsync("the marker at the end of ledger", () => cluster.BatchesAsync("ledger"), batches => batches.Count > 0 && batches[^1].IsControl);
        (await cluster.EndAsync("ledger", isolation: IsolationLevel.ReadCommitted)).Should().Be(await cluster.EndAsync("ledger"));
        ValuesOf(await ReadAllAsync(cluster, "ledger", "read_committed")).Should().BeEmpty();
    }

    [Fact]
    public async Task Offsets_sent_to_a_transaction_are_there_when_it_commits()
    {
        Needs(Feature.SendOffsets);
        await using var cluster = await TestCluster.WithTopicAsync("in");
        cluster.Kafka.CreateTopic("out");
        await ProduceAsync(cluster, new JsonObject { ["topic"] = "in", ["partition"] = 0, ["records"] = TestCluster.Values("a", "b", "c") });

        await using var transform = await client.StartAsync(
            cluster.Bootstrap, "transform", new JsonObject { ["id"] = "t", ["group"] = "shift", ["source"] = "in", ["target"] = "out", ["count"] = 3 });
        await transform.UntilAsync("prepared");
        var before = await cluster.CommittedAsync("shift");
        var uncommitted = await ReadAllAsync(cluster, "out", "read_committed");
        await transform.EndAsync("commit");

        before.Should().BeEmpty();
        ValuesOf(uncommitted).Should().BeEmpty();
        (await cluster.CommittedAsync("shift")).Should().Equal(new Dictionary<string, long> { ["in-0"] = 3 });
        ValuesOf(await ReadAllAsync(cluster, "out", "read_committed")).Should().Equal("A", "B", "C");
    }

    private Task<JsonNode> TransactAsync(TestCluster cluster, params string[] steps) => TransactAsync(cluster, timeout: 60_000, steps);

    // A step is "do producer value".
    private Task<JsonNode> TransactAsync(TestCluster cluster, int timeout, params string[] steps) => RunAsync(cluster, "transact", new JsonObject
    {
        ["topic"] = "ledger",
        ["timeout"] = timeout,
        ["steps"] = new JsonArray([.. steps.Select(s => s.Split(' ')).Select(s => new JsonObject { ["do"] = s[0], ["with"] = s[1], ["id"] = "book", ["value"] = s.ElementAtOrDefault(2) })]),
    });
}
