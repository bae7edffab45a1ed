using System.Text.Json.Nodes;
using Ms2Lab.KafkaClients.Tests.Clients;

namespace Ms2Lab.KafkaClients.Tests.Scenarios;

public abstract partial class KafkaClientScenarios
{
    private static readonly string[] BothPartitions = ["readings-0", "readings-1"];

    [Fact]
    public async Task A_group_that_comes_back_goes_on_where_it_committed()
    {
        await using var cluster = await TestCluster.WithTopicAsync("readings");
        await ProduceAsync(cluster, new JsonObject { ["topic"] = "readings", ["partition"] = 0, ["records"] = TestCluster.Values("a", "b", "c") });

        await using (var first = await MemberAsync(cluster))
        {
            await first.UntilAsync("record", r => Value(r) == "c");
            await first.EndAsync("close");
        }
        (await cluster.CommittedAsync("meters")).Should().Equal(new Dictionary<string, long> { ["readings-0"] = 3 });
        await ProduceAsync(cluster, new JsonObject { ["topic"] = "readings", ["partition"] = 0, ["records"] = TestCluster.Values("d") });
        await using var second = await MemberAsync(cluster);
        await second.UntilAsync("record", r => Value(r) == "d");
        await second.EndAsync("close");

        Read(second).Should().Equal("d");
    }

    [Fact]
    public async Task Members_that_join_leave_and_die_share_the_partitions_and_lose_nothing()
    {
        await using var cluster = await TestCluster.WithTopicAsync("readings", partitions: 2);

        await using var first = await MemberAsync(cluster);
        await first.UntilAsync("assigned", a => Texts(a["partitions"]).SequenceEqual(BothPartitions));
        await ProduceToBothAsync(cluster, "one");
        await first.UntilAsync("record", _ => Read(first).Count == 2);
        await CommittedAsync(cluster, 2);

        await using (var second = await MemberAsync(cluster))
        {
            await Task.WhenAll(first.UntilAsync("assigned", HasOne), second.UntilAsync("assigned", HasOne));
            await ProduceToBothAsync(cluster, "two");
            await Task.WhenAll(first.UntilAsync("record", IsFrom("two")), second.UntilAsync("record", IsFrom("two")));
            await CommittedAsync(cluster, 4);
            Read(second).Should().ContainSingle();
            await second.EndAsync("close");
        }
        await first.UntilAsync("assigned", a => Texts(a["partitions"]).SequenceEqual(BothPartitions));

        await using (var third = await MemberAsync(cluster))
        {
            await Task.WhenAll(first.UntilAsync("assigned", HasOne), third.UntilAsync("assigned", HasOne));
            third.Kill();
            await first.UntilAsync("assigned", a => Texts(a["partitions"]).SequenceEqual(BothPartitions));
            await ProduceToBothAsync(cluster, "three");
            await first.UntilAsync("record", IsFrom("three"));
            await first.UntilAsync("record", IsFrom("three"));
            await CommittedAsync(cluster, 6);
        }
        await first.EndAsync("close");

        // All of the first and third round, half of the second: nothing lost, nothing twice.
        Read(first).Should().HaveCount(5).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Cooperative_members_keep_what_they_need_not_give_away()
    {
        Needs(Feature.CooperativeRebalance);
        await using var cluster = await TestCluster.WithTopicAsync("readings", partitions: 2);

        await using var first = await MemberAsync(cluster, protocol: "cooperative-sticky");
        await first.UntilAsync("assigned", a => Texts(a["partitions"]).SequenceEqual(BothPartitions));
        await using var second = await MemberAsync(cluster, protocol: "cooperative-sticky");
        var kept = Texts((await first.UntilAsync("assigned", HasOne))["partitions"]).Single();
        var given = Texts((await second.UntilAsync("assigned", HasOne))["partitions"]).Single();
        await ProduceToBothAsync(cluster, "after");
        await Task.WhenAll(first.UntilAsync("record"), second.UntilAsync("record"));

        given.Should().Be(BothPartitions.Except([kept]).Single());
        first.Seen.Where(e => e["event"]!.GetValue<string>() == "assigned").Should().OnlyContain(a => Texts(a["partitions"]).Contains(kept));
        await Task.WhenAll(first.EndAsync("close"), second.EndAsync("close"));
    }

    [Fact]
    public async Task A_static_member_that_restarts_does_not_disturb_the_others()
    {
        Needs(Feature.StaticMembership);
        await using var cluster = await TestCluster.WithTopicAsync("readings", partitions: 2);

        await using var first = await MemberAsync(cluster, instance: "first");
        await first.UntilAsync("assigned", a => Texts(a["partitions"]).SequenceEqual(BothPartitions));
        string mine;
        await using (var second = await MemberAsync(cluster, instance: "second"))
        {
            mine = Texts((await second.UntilAsync("assigned", HasOne))["partitions"]).Single();
            await first.UntilAsync("assigned", HasOne);
            second.Kill();
        }
        var rebalances = first.Seen.Count(e => e["event"]!.GetValue<string>() == "assigned");
        await using var restarted = await MemberAsync(cluster, instance: "second");
        var again = Texts((await restarted.UntilAsync("assigned", HasOne))["partitions"]).Single();
        await ProduceToBothAsync(cluster, "after");
        await Task.WhenAll(first.UntilAsync("record"), restarted.UntilAsync("record"));

        again.Should().Be(mine);
        first.Seen.Count(e => e["event"]!.GetValue<string>() == "assigned").Should().Be(rebalances);
        await Task.WhenAll(first.EndAsync("close"), restarted.EndAsync("close"));
    }

    private Task<ClientRun> MemberAsync(TestCluster cluster, string? protocol = null, string? instance = null)
    {
        var arguments = new JsonObject { ["group"] = "meters", ["topics"] = new JsonArray("readings"), ["session"] = instance is null ? 6000 : 60_000, ["heartbeat"] = 300 };
        if (protocol is not null)
        {
            arguments["protocol"] = protocol;
        }
        if (instance is not null)
        {
            arguments["instance"] = instance;
        }
        return client.StartAsync(cluster.Bootstrap, "group", arguments);
    }

    private async Task ProduceToBothAsync(TestCluster cluster, string value)
    {
        for (var partition = 0; partition < 2; partition++)
        {
            await ProduceAsync(cluster, new JsonObject { ["topic"] = "readings", ["partition"] = partition, ["records"] = TestCluster.Values($"{value} {partition}") });
        }
    }

    private static Task<long> CommittedAsync(TestCluster cluster, long records) =>
        TestCluster.UntilAsync("offsets committed by group meters", async () => (await cluster.CommittedAsync("meters")).Values.Sum(), sum => sum == records);

    private static bool HasOne(JsonNode assigned) => Texts(assigned["partitions"]).Count == 1;

    private static Func<JsonNode, bool> IsFrom(string round) => record => Value(record)!.StartsWith(round, StringComparison.Ordinal);

    private static string? Value(JsonNode record) => record["value"]?.GetValue<string>();

    private static List<string?> Read(ClientRun member) => [.. member.Seen.Where(e => e["event"]!.GetValue<string>() == "record").Select(Value)];
}
