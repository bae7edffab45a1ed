using System.Text.Json;
using System.Text.Json.Nodes;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.KafkaClients.Tests.Clients;

namespace Ms2Lab.KafkaClients.Tests.Scenarios;

public abstract partial class KafkaClientScenarios
{
    [Fact]
    public async Task Topics_are_created_with_defaults_grown_configured_and_deleted()
    {
        Needs(Feature.Administration);
        await using var cluster = await TestCluster.StartAsync();

        object defaults = client.Lacks.ContainsKey(Feature.TopicDefaults)
            ? new { op = "create", topic = "defaults", partitions = 1, replication = 1 }
            : new { op = "create", topic = "defaults" };
        await StepsAsync(
            cluster,
            (new { op = "create", topic = "checked", partitions = 1, replication = 1, validate_only = true }, "ok"),
            (new { op = "create", topic = "made", partitions = 2, replication = 1, config = new Dictionary<string, string> { ["retention.ms"] = "1000" } }, "ok"),
            (new { op = "create", topic = "made", partitions = 2, replication = 1 }, Error(ErrorCode.TopicAlreadyExists)),
            (defaults, "ok"),
            (new { op = "partitions", topic = "made", count = 5 }, "ok"),
            (new { op = "partitions", topic = "made", count = 3 }, Error(ErrorCode.InvalidPartitions)),
            (new { op = "get-config", topic = "made", key = "retention.ms" }, "1000"),
            (new { op = "set-config", topic = "made", key = "retention.ms", value = "2000" }, "ok"),
            (new { op = "get-config", topic = "made", key = "retention.ms" }, "2000"),
            (new { op = "delete", topic = "defaults" }, "ok"),
            (new { op = "delete", topic = "defaults" }, Error(ErrorCode.UnknownTopicOrPartition)),
            (new { op = "create", topic = "defaults", partitions = 3, replication = 1 }, "ok"));

        var topics = await cluster.Admin.ListTopicsAsync(cancellation: TestContext.Current.CancellationToken);
        topics.ToDictionary(t => t.Name, t => t.Partitions.Count).Should().Equal(new Dictionary<string, int> { ["defaults"] = 3, ["made"] = 5 });
    }

    [Fact]
    public async Task Deleted_records_are_gone_for_readers()
    {
        Needs(Feature.Administration);
        Needs("delete-records");
        await using var cluster = await TestCluster.WithTopicAsync("log");
        await ProduceAsync(cluster, new JsonObject { ["topic"] = "log", ["partition"] = 0, ["records"] = TestCluster.Values("a", "b", "c") });

        await StepsAsync(cluster, (new { op = "delete-records", topic = "log", partition = 0, before = 2 }, "ok"));

        ValuesOf(await ReadAllAsync(cluster, "log")).Should().Equal("c");
    }

    [Fact]
    public async Task Groups_are_listed_described_and_deleted_and_their_offsets_changed()
    {
        Needs(Feature.Administration);
        await using var cluster = await TestCluster.WithTopicAsync("log", partitions: 2);
        await cluster.Admin.AlterConsumerGroupOffsetsAsync(
            "idle",
            new Dictionary<TopicPartition, OffsetAndMetadata> { [new("log", 0)] = new(0), [new("log", 1)] = new(0) },
            TestContext.Current.CancellationToken);
        await StepsAsync(
            cluster,
            (new { op = "groups" }, "[\"idle\"]"),
            (new { op = "describe-group", group = "idle" }, "Empty"),
            (new { op = "set-offsets", group = "idle", topic = "log", partition = 1, offset = 7 }, "ok"),
            (new { op = "offsets", group = "idle", topic = "log", partitions = 2 }, client.Lacks.ContainsKey("set-offsets") ? "{\"log-0\":0,\"log-1\":0}" : "{\"log-0\":0,\"log-1\":7}"),
            (new { op = "delete-offsets", group = "idle", topic = "log", partition = 0 }, "ok"),
            (new { op = "delete-group", group = "idle" }, "ok"),
            (new { op = "groups" }, client.Lacks.ContainsKey("delete-group") ? "[\"idle\"]" : "[]"));
    }

    // Takes the steps that the client has, and holds each answer against what is expected.
    private async Task StepsAsync(TestCluster cluster, params (object Step, string Result)[] steps)
    {
        var known = steps.Select(s => (Step: JsonSerializer.SerializeToNode(s.Step)!, s.Result)).Where(s => !client.Lacks.ContainsKey(s.Step["op"]!.GetValue<string>())).ToList();

        var done = await RunAsync(cluster, "admin", new JsonObject { ["steps"] = new JsonArray([.. known.Select(s => s.Step)]) });

        done["results"]!.AsArray().Select(r => r is JsonValue text ? text.ToString() : Sorted(r!).ToJsonString()).Should().Equal(known.Select(s => s.Result));
    }

    private static string Error(ErrorCode error) => new JsonObject { ["error"] = (short)error }.ToJsonString();

    // Members of an answer come in no order.
    private static JsonNode Sorted(JsonNode node) => node is JsonObject members
        ? new JsonObject(members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())))
        : node;
}
