using System.Text.Json.Nodes;
using Ms2Lab.KafkaClients.Tests.Clients;

namespace Ms2Lab.KafkaClients.Tests.Scenarios;

public abstract partial class KafkaClientScenarios
{
    [Fact]
    public async Task It_reads_from_the_beginning_and_from_an_offset()
    {
        await using var cluster = await TestCluster.WithTopicAsync("numbers");
        await ProduceAsync(cluster, new JsonObject { ["topic"] = "numbers", ["partition"] = 0, ["records"] = TestCluster.Values("a", "b", "c", "d") });

        var all = await ReadAllAsync(cluster, "numbers");
        var later = await RunAsync(cluster, "consume", new JsonObject { ["topic"] = "numbers", ["from"] = new JsonObject { ["offset"] = 2 }, ["until_end"] = true });

        ValuesOf(all).Should().Equal("a", "b", "c", "d");
        OffsetsOf(later).Should().Equal(2, 3);
    }

    [Fact]
    public async Task It_reads_from_the_first_record_at_or_after_a_time()
    {
        Needs(Feature.Timestamps);
        await using var cluster = await TestCluster.WithTopicAsync("times");
        await ProduceAsync(cluster, new JsonObject { ["topic"] = "times", ["partition"] = 0, ["records"] = TestCluster.Values("early") });
        var first = (await cluster.BatchesAsync("times"))[0].MaxTimestamp;
        await TestCluster.UntilAsync("the clock to go on", () => Task.FromResult(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()), now => now > first);
        await ProduceAsync(cluster, new JsonObject { ["topic"] = "times", ["partition"] = 0, ["records"] = TestCluster.Values("late") });

        var read = await RunAsync(cluster, "consume", new JsonObject { ["topic"] = "times", ["from"] = new JsonObject { ["timestamp"] = first + 1 }, ["until_end"] = true });

        ValuesOf(read).Should().Equal("late");
    }

    [Fact]
    public async Task An_offset_out_of_range_follows_the_reset_policy()
    {
        await using var cluster = await TestCluster.WithTopicAsync("short");
        await ProduceAsync(cluster, new JsonObject { ["topic"] = "short", ["partition"] = 0, ["records"] = TestCluster.Values("a", "b") });

        var read = await RunAsync(cluster, "consume", new JsonObject { ["topic"] = "short", ["from"] = new JsonObject { ["offset"] = 1000 }, ["count"] = 2, ["reset"] = "earliest" });

        ValuesOf(read).Should().Equal("a", "b");
    }

    [Fact]
    public async Task A_reader_that_waits_at_the_end_is_woken_by_a_produce()
    {
        await using var cluster = await TestCluster.WithTopicAsync("quiet");

        // It would wait for longer than the test does, if nothing woke it.
        await using var reading = await client.StartAsync(cluster.Bootstrap, "consume", new JsonObject { ["topic"] = "quiet", ["from"] = "end", ["count"] = 1, ["wait"] = 120_000 });
        await reading.UntilAsync("ready");
        await ProduceAsync(cluster, new JsonObject { ["topic"] = "quiet", ["partition"] = 0, ["records"] = TestCluster.Values("hello") });

        ValuesOf(await reading.UntilAsync("end")).Should().Equal("hello");
    }

    [Fact]
    public async Task A_reader_that_wants_many_bytes_gets_them_when_they_are_there()
    {
        await using var cluster = await TestCluster.WithTopicAsync("bytes");

        await using var reading = await client.StartAsync(
            cluster.Bootstrap, "consume", new JsonObject { ["topic"] = "bytes", ["from"] = "end", ["count"] = 2, ["wait"] = 120_000, ["min_bytes"] = 2000 });
        await reading.UntilAsync("ready");
        await ProduceAsync(cluster, new JsonObject { ["topic"] = "bytes", ["partition"] = 0, ["records"] = TestCluster.Values("few") });
        await ProduceAsync(cluster, new JsonObject { ["topic"] = "bytes", ["partition"] = 0, ["records"] = TestCluster.Values(new string('x', 2500)) });

        ValuesOf(await reading.UntilAsync("end")).Should().Equal("few", new string('x', 2500));
    }
}
