using System.IO.Hashing;
using System.Text;
using System.Text.Json.Nodes;
using Ms2Lab.Kafka.Broker;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Records;
using Ms2Lab.KafkaClients.Tests.Clients;

namespace Ms2Lab.KafkaClients.Tests.Scenarios;

public abstract partial class KafkaClientScenarios
{
    [Fact]
    public async Task A_topic_appears_when_something_is_produced_to_it()
    {
        await using var cluster = await TestCluster.StartAsync();

        await ProduceAsync(cluster, new JsonObject { ["topic"] = "new", ["records"] = TestCluster.Values("first") });

        (await cluster.EndAsync("new")).Should().Be(1);
    }

    [Fact]
    public async Task Where_topics_do_not_appear_of_themselves_produce_is_refused()
    {
        await using var cluster = await TestCluster.StartAsync(new EmbeddedKafkaOptions { Configs = new Dictionary<string, string> { ["auto.create.topics.enable"] = "false" } });

        await using var run = await client.StartAsync(
            cluster.Bootstrap, "produce", new JsonObject { ["topic"] = "absent", ["records"] = TestCluster.Values("first"), ["timeout"] = 5000, ["retries"] = 2 });
        var delivered = async () => Texts((await run.UntilAsync("end"))["errors"]).Should().BeEmpty();

        await delivered.Should().ThrowAsync<Exception>();
        (await cluster.Admin.ListTopicsAsync(cancellation: TestContext.Current.CancellationToken)).Should().BeEmpty();
    }

    [Fact]
    public async Task Keys_headers_nulls_and_empty_values_come_back_as_they_went()
    {
        await using var cluster = await TestCluster.WithTopicAsync("readings");
        JsonObject[] sent =
        [
            new() { ["key"] = "boston", ["value"] = "51.3", ["headers"] = new JsonObject { ["unit"] = "F", ["source"] = "meter é" } },
            new() { ["key"] = null, ["value"] = "no key", ["headers"] = new JsonObject() },
            new() { ["key"] = "deleted", ["value"] = null, ["headers"] = new JsonObject() },
            new() { ["key"] = "empty", ["value"] = "", ["headers"] = new JsonObject() },
        ];

        var produced = await ProduceAsync(cluster, new JsonObject { ["topic"] = "readings", ["partition"] = 0, ["records"] = new JsonArray([.. sent.Select(s => s.DeepClone())]) });
        var consumed = await ReadAllAsync(cluster, "readings");

        produced["delivered"]!.GetValue<int>().Should().Be(4);
        produced["offsets"]?.AsArray().Select(o => o!.GetValue<int>()).Should().Equal(0, 1, 2, 3);
        foreach (var (record, expected) in consumed["records"]!.AsArray().Zip(sent))
        {
            foreach (var part in (string[])["key", "value", "headers"])
            {
                JsonNode.DeepEquals(record![part], expected[part]).Should().BeTrue("{0} of {1} should be {2}", part, record.ToJsonString(), expected.ToJsonString());
            }
        }
        consumed["records"]!.AsArray().Should().HaveCount(4);
    }

    [Fact]
    public async Task A_hundred_thousand_records_arrive_whole_and_in_order()
    {
        const int count = 100_000;
        await using var cluster = await TestCluster.WithTopicAsync("many");
        var expected = new Crc32();
        for (var i = 0; i < count; i++)
        {
            expected.Append(Encoding.ASCII.GetBytes($"{i:00000000}".PadRight(100, 'x')));
        }

        await ProduceAsync(cluster, new JsonObject { ["topic"] = "many", ["partition"] = 0, ["count"] = count, ["size"] = 100 });
        var consumed = await RunAsync(cluster, "consume", new JsonObject { ["topic"] = "many", ["count"] = count });

        (await cluster.EndAsync("many")).Should().Be(count);
        consumed["crc"]!.GetValue<uint>().Should().Be(expected.GetCurrentHashAsUInt32());
    }

    [Fact]
    public async Task Every_codec_is_stored_as_it_was_sent_and_read_back()
    {
        await using var cluster = await TestCluster.StartAsync();
        foreach (var codec in client.Codecs)
        {
            cluster.Kafka.CreateTopic(codec);

            await ProduceAsync(cluster, new JsonObject { ["topic"] = codec, ["partition"] = 0, ["count"] = 500, ["size"] = 100, ["compression"] = codec });
            var consumed = await RunAsync(cluster, "consume", new JsonObject { ["topic"] = codec, ["count"] = 500 });

            (await cluster.BatchesAsync(codec)).Should().OnlyContain(b => b.Compression == Enum.Parse<CompressionCodec>(codec, ignoreCase: true) && b.IsCrcValid());
            ValuesOf(consumed)[^1].Should().Be("00000499".PadRight(100, 'x'));
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("all")]
    public async Task Records_are_appended_whatever_acks_are_asked_for(string acks)
    {
        await using var cluster = await TestCluster.WithTopicAsync("acks");

        await ProduceAsync(cluster, new JsonObject { ["topic"] = "acks", ["partition"] = 0, ["records"] = TestCluster.Values("a", "b", "c"), ["acks"] = acks });

        (await TestCluster.UntilAsync("end of acks-0", () => cluster.EndAsync("acks"), end => end == 3)).Should().Be(3);
    }

    [Fact]
    public async Task A_message_larger_than_the_topic_takes_is_refused()
    {
        await using var cluster = await TestCluster.WithTopicAsync("small");

        var produced = await RunAsync(cluster, "produce", new JsonObject
        {
            ["topic"] = "small", ["partition"] = 0, ["count"] = 1, ["size"] = 1_200_000, ["limit"] = 5_000_000,
        });

        Texts(produced["errors"]).Should().Equal(Code(ErrorCode.MessageTooLarge));
        (await cluster.EndAsync("small")).Should().Be(0);
    }

    [Fact]
    public async Task An_idempotent_producer_numbers_its_batches()
    {
        Needs(Feature.Idempotence);
        await using var cluster = await TestCluster.WithTopicAsync("numbered");

        await ProduceAsync(cluster, new JsonObject { ["topic"] = "numbered", ["partition"] = 0, ["count"] = 5000, ["size"] = 100, ["idempotent"] = true });

        var batches = await cluster.BatchesAsync("numbered");
        batches.Sum(b => b.Count).Should().Be(5000);
        batches.Select(b => b.ProducerId).Distinct().Should().ContainSingle().Which.Should().BeGreaterThanOrEqualTo(0);
        batches.Select(b => (long)b.BaseSequence).Should().Equal(batches.Select(b => b.BaseOffset));
    }
}
