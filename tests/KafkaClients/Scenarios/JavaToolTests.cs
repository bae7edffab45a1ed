using System.Text.Json.Nodes;
using Ms2Lab.KafkaClients.Tests.Clients;

namespace Ms2Lab.KafkaClients.Tests.Scenarios;

/// <summary>Kafka's own command-line tools and its verifiable clients on the embedded broker.</summary>
public sealed class JavaToolTests
{
    private const string Topics = "org.apache.kafka.tools.TopicCommand";
    private const string Groups = "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand";
    private const string Configs = "kafka.admin.ConfigCommand";
    private const string Offsets = "org.apache.kafka.tools.GetOffsetShell";

    [Fact]
    public async Task What_the_console_producer_writes_the_console_consumer_reads()
    {
        var java = await JavaTools.GetAsync();
        await using var cluster = await TestCluster.WithTopicAsync("console");

        await java.RunAsync(
            "org.apache.kafka.tools.ConsoleProducer", "a:one\nb:two\n", "--bootstrap-server", cluster.Bootstrap, "--topic", "console", "--reader-property", "parse.key=true", "--reader-property", "key.separator=:");
        var read = await java.RunAsync(
            "org.apache.kafka.tools.consumer.ConsoleConsumer", "", "--bootstrap-server", cluster.Bootstrap, "--topic", "console", "--from-beginning", "--max-messages", "2", "--formatter-property", "print.key=true");

        Lines(read).Should().Equal("a\tone", "b\ttwo");
    }

    [Fact]
    public async Task The_verifiable_consumer_gets_what_the_verifiable_producer_had_acknowledged()
    {
        const int count = 5000;
        var java = await JavaTools.GetAsync();
        await using var cluster = await TestCluster.WithTopicAsync("verified", partitions: 3, brokers: 3, replicas: 3);

        var produced = await java.RunAsync("org.apache.kafka.tools.VerifiableProducer", "", "--bootstrap-server", cluster.Bootstrap, "--topic", "verified", "--max-messages", $"{count}", "--acks", "-1");
        var consumed = await java.RunAsync(
            "org.apache.kafka.tools.VerifiableConsumer", "", "--bootstrap-server", cluster.Bootstrap, "--topic", "verified", "--group-id", "verifier", "--max-messages", $"{count}", "--reset-policy", "earliest");

        Events(produced, "producer_send_success").Should().HaveCount(count);
        Events(consumed, "records_consumed").Sum(e => e["count"]!.GetValue<int>()).Should().Be(count);
        (await cluster.CommittedAsync("verifier")).Values.Sum().Should().Be(count);
    }

    [Fact]
    public async Task The_transactional_copier_copies_each_record_once()
    {
        var java = await JavaTools.GetAsync();
        await using var cluster = await TestCluster.WithTopicAsync("in");
        cluster.Kafka.CreateTopic("out");
        await java.RunAsync("org.apache.kafka.tools.VerifiableProducer", "", "--bootstrap-server", cluster.Bootstrap, "--topic", "in", "--max-messages", "1000");

        var copied = await java.RunAsync(
            "org.apache.kafka.tools.TransactionalMessageCopier", "", "--broker-list", cluster.Bootstrap, "--input-topic", "in", "--input-partition", "0", "--output-topic", "out",
            "--transactional-id", "copier", "--consumer-group", "copiers", "--max-messages", "1000", "--transaction-size", "100");

        copied.Should().Contain("\"consumed\":1000");
        (await cluster.BatchesAsync("out")).Where(b => !b.IsControl).Sum(b => b.Count).Should().Be(1000);
        (await cluster.CommittedAsync("copiers")).Should().Equal(new Dictionary<string, long> { ["in-0"] = 1000 });
    }

    [Fact]
    public async Task The_tools_for_topics_configs_groups_and_offsets_see_and_change_the_cluster()
    {
        var java = await JavaTools.GetAsync();
        await using var cluster = await TestCluster.StartAsync(new Kafka.Broker.EmbeddedKafkaOptions { Brokers = 3 });
        string[] at = ["--bootstrap-server", cluster.Bootstrap];

        await java.RunAsync(Topics, "", [.. at, "--create", "--topic", "tool", "--partitions", "2", "--replication-factor", "3"]);
        await java.RunAsync(Topics, "", [.. at, "--alter", "--topic", "tool", "--partitions", "4"]);
        await java.RunAsync(Configs, "", [.. at, "--alter", "--entity-type", "topics", "--entity-name", "tool", "--add-config", "retention.ms=1234"]);
        (await java.RunAsync(Topics, "", [.. at, "--describe", "--topic", "tool"])).Should().Contain("PartitionCount: 4").And.Contain("ReplicationFactor: 3").And.Contain("retention.ms=1234");
        (await java.RunAsync(Configs, "", [.. at, "--describe", "--entity-type", "topics", "--entity-name", "tool"])).Should().Contain("retention.ms=1234");
        await java.RunAsync("org.apache.kafka.tools.VerifiableProducer", "", [.. at, "--topic", "tool", "--max-messages", "100"]);
        Lines(await java.RunAsync(Offsets, "", [.. at, "--topic", "tool"])).Sum(l => int.Parse(l.Split(':')[2], System.Globalization.CultureInfo.InvariantCulture)).Should().Be(100);

        await java.RunAsync(Groups, "", [.. at, "--group", "tools", "--topic", "tool", "--reset-offsets", "--to-earliest", "--execute"]);
        (await java.RunAsync(Groups, "", [.. at, "--list"])).Should().Contain("tools");
        (await java.RunAsync(Groups, "", [.. at, "--describe", "--group", "tools"])).Should().Contain("tool");
        await java.RunAsync(Groups, "", [.. at, "--delete", "--group", "tools"]);
        await java.RunAsync(Topics, "", [.. at, "--delete", "--topic", "tool"]);
        (await java.RunAsync(Topics, "", [.. at, "--list"])).Should().NotContain("tool");
    }

    private static List<JsonNode> Events(string output, string name) =>
        [.. Lines(output).Where(l => l.StartsWith('{')).Select(l => JsonNode.Parse(l)!).Where(e => e["name"]?.GetValue<string>() == name)];

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
