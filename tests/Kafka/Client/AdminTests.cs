using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Admin;
using Ms2Lab.Kafka.Client.Producing;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Tests.Client;

public sealed class AdminTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Topics_are_created_described_widened_listed_and_deleted()
    {
        await using var cluster = await EmbeddedCluster.StartAsync();
        var admin = cluster.Admin;

        var compact = new NewTopic("offsets", 2, 1) { Configs = new Dictionary<string, string?> { ["cleanup.policy"] = "compact" } };
        (await admin.CreateTopicsAsync([compact], cancellation: Cancellation)).ThrowIfAnyFailed();
        var again = await admin.CreateTopicsAsync([compact], cancellation: Cancellation);
        (await admin.CreatePartitionsAsync(new Dictionary<string, int> { ["offsets"] = 3 }, cancellation: Cancellation)).ThrowIfAnyFailed();
        var described = await admin.DescribeTopicsAsync(["offsets", "missing"], Cancellation);
        var configs = await admin.DescribeConfigsAsync(ConfigResource.Topic("offsets"), Cancellation);

        again["offsets"]!.Code.Should().Be(ErrorCode.TopicAlreadyExists);
        again["offsets"]!.Message.Should().Be("Topic 'offsets' already exists.");
        described["offsets"].Partitions.Should().HaveCount(3);
        described["missing"].Error.Should().Be(ErrorCode.UnknownTopicOrPartition);
        configs["cleanup.policy"].Should().Be(new ConfigEntry("cleanup.policy", "compact", ConfigSource.DynamicTopic, false, false));
        (await admin.ListTopicsAsync(cancellation: Cancellation)).Select(t => t.Name).Should().Equal("offsets");
        (await admin.DeleteTopicsAsync(["offsets"], Cancellation)).ThrowIfAnyFailed();
        (await admin.ListTopicsAsync(cancellation: Cancellation)).Should().BeEmpty();
    }

    [Fact]
    public async Task Settings_of_a_topic_are_altered_one_by_one()
    {
        await using var cluster = await EmbeddedCluster.StartAsync();
        await cluster.CreateTopicAsync("readings");
        var topic = ConfigResource.Topic("readings");

        await cluster.Admin.IncrementalAlterConfigsAsync(topic, [new("retention.ms", "1000"), new("max.message.bytes", "2000")], cancellation: Cancellation);
        await cluster.Admin.IncrementalAlterConfigsAsync(topic, [new("retention.ms", null, AlterConfigOperation.Delete)], cancellation: Cancellation);

        var configs = await cluster.Admin.DescribeConfigsAsync(topic, Cancellation);
        configs["retention.ms"].Source.Should().Be(ConfigSource.Default);
        configs["max.message.bytes"].Value.Should().Be("2000");
    }

    [Fact]
    public async Task Offsets_are_listed_by_end_and_time_and_records_deleted()
    {
        await using var cluster = await EmbeddedCluster.StartAsync();
        await cluster.CreateTopicAsync("readings");
        var place = new TopicPartition("readings", 0);
        await using (var producer = cluster.Producer())
        {
            for (var i = 0; i < 5; i++)
            {
                await producer.ProduceAsync(new ProducerRecord("readings", 0, null, null) { Timestamp = 1000 * i }, Cancellation);
            }
        }

        var low = await cluster.Admin.DeleteRecordsAsync(new Dictionary<TopicPartition, long> { [place] = 2 }, Cancellation);

        low[place].Should().Be(2);
        (await OffsetAsync(OffsetSpec.Earliest)).Should().Be(2);
        (await OffsetAsync(OffsetSpec.Latest)).Should().Be(5);
        (await OffsetAsync(OffsetSpec.ForTimestamp(DateTimeOffset.FromUnixTimeMilliseconds(2500)))).Should().Be(3);

        async Task<long> OffsetAsync(OffsetSpec spec) => (await cluster.Admin.ListOffsetsAsync([place], spec, cancellation: Cancellation))[place].Offset;
    }

    [Fact]
    public async Task Offsets_of_a_group_without_members_are_altered_and_deleted()
    {
        await using var cluster = await EmbeddedCluster.StartAsync();
        await cluster.CreateTopicAsync("readings", 2);
        var admin = cluster.Admin;
        TopicPartition first = new("readings", 0), second = new("readings", 1);

        await admin.AlterConsumerGroupOffsetsAsync("g", new Dictionary<TopicPartition, OffsetAndMetadata> { [first] = new(7), [second] = new(8, -1, "note") }, Cancellation);
        var all = await admin.ListConsumerGroupOffsetsAsync("g", cancellation: Cancellation);
        await admin.DeleteConsumerGroupOffsetsAsync("g", [first], Cancellation);
        var rest = await admin.ListConsumerGroupOffsetsAsync("g", [first, second], cancellation: Cancellation);
        var group = (await admin.ListGroupsAsync(Cancellation)).Single();

        all.Should().HaveCount(2);
        rest.Should().Equal(new Dictionary<TopicPartition, OffsetAndMetadata> { [second] = new(8, -1, "note") });
        (group.GroupId, group.State).Should().Be(("g", "Empty"));
        (await admin.DescribeGroupAsync("g", Cancellation)).Members.Should().BeEmpty();
        (await admin.DeleteGroupsAsync(["g"], Cancellation)).ThrowIfAnyFailed();
        (await admin.DeleteGroupsAsync(["g"], Cancellation))["g"]!.Code.Should().Be(ErrorCode.GroupIdNotFound);
    }

    [Fact]
    public async Task The_cluster_names_its_brokers()
    {
        await using var cluster = await EmbeddedCluster.StartAsync();

        var description = await cluster.Admin.DescribeClusterAsync(Cancellation);

        description.ClusterId.Should().HaveLength(22);
        description.Brokers.Should().ContainSingle().Which.NodeId.Should().Be(description.ControllerId);
    }
}
