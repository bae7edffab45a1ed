using System.Text;
using Ms2Lab.Kafka.Broker;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Consuming;
using Ms2Lab.Kafka.Client.Logs;
using Ms2Lab.Schemas.Registry;
using Ms2Lab.Schemas.Registry.Store;

namespace Ms2Lab.Schemas.Tests;

/// <summary>The registry's state in the topic <c>_schemas</c> of a broker.</summary>
public sealed class TopicStoreTests : IAsyncLifetime
{
    private EmbeddedKafka kafka = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private KafkaClientOptions Cluster => new() { BootstrapServers = kafka.BootstrapServers.Split(',') };

    public async ValueTask InitializeAsync() => kafka = await EmbeddedKafka.StartAsync(new EmbeddedKafkaOptions(), Token);

    public ValueTask DisposeAsync() => kafka.DisposeAsync();

    [Fact]
    public async Task A_registry_that_is_started_again_knows_ids_versions_settings_and_what_was_deleted()
    {
        await using (var before = await StartAsync())
        {
            await before.RegisterAsync("a", RegistryUnderTest.Record("one"));
            await before.RegisterAsync("a", RegistryUnderTest.Record("one", """,{"name":"two","type":"int","default":0}"""));
            await before.RegisterAsync("gone", RegistryUnderTest.Record("three"));
            await before.RegisterAsync(":.lab:c", RegistryUnderTest.Record("four"));
            await before.AcceptedAsync("PUT /config/a", new { compatibility = "FULL" });
            await before.AcceptedAsync("PUT /mode/:.lab:", new { mode = "READONLY" });
            await before.AcceptedAsync("DELETE /subjects/a/versions/1");
            await before.AcceptedAsync("DELETE /subjects/gone");
        }

        await using var after = await StartAsync();

        (await after.AcceptedAsync("GET /subjects/a/versions?deletedAsNegative=true"))!.ToJsonString().Should().Be("[-1,2]");
        (await after.AcceptedAsync("GET /subjects"))!.ToJsonString().Should().Be("""[":.lab:c","a"]""");
        (await after.AcceptedAsync("GET /config/a"))!["compatibilityLevel"]!.ToString().Should().Be("FULL");
        (await after.AcceptedAsync("GET /mode/:.lab:"))!["mode"]!.ToString().Should().Be("READONLY");
        (await after.AcceptedAsync("GET /contexts"))!.ToJsonString().Should().Be("""[".",".lab"]""");
        (await after.RegisterAsync("b", RegistryUnderTest.Record("three"))).Should().Be(3);
        (await after.RegisterAsync("b", RegistryUnderTest.Record("three", """,{"name":"five","type":"int","default":0}"""))).Should().Be(4);
    }

    [Fact]
    public async Task Records_have_the_layout_of_the_real_registry()
    {
        await using var registry = await StartAsync();
        await registry.RegisterAsync("a", "\"int\"");
        await registry.AcceptedAsync("PUT /config/a", new { compatibility = "none" });
        await registry.AcceptedAsync("DELETE /subjects/a");

        (await RecordsAsync()).Should().Equal(
            """{"keytype":"SCHEMA","subject":"a","version":1,"magic":1} {"subject":"a","version":1,"id":1,"schemaType":"AVRO","schema":"\"int\"","deleted":false}""",
            """{"keytype":"CONFIG","subject":"a","magic":0} {"subject":"a","compatibilityLevel":"NONE"}""",
            """{"keytype":"DELETE_SUBJECT","subject":"a","magic":0} {"subject":"a","version":1}""");
    }

    [Fact]
    public async Task What_a_real_registry_wrote_is_read_and_what_cannot_be_read_is_read_over()
    {
        await using (var client = new KafkaClient(Cluster))
        await using (var log = new TopicLog(client, new TopicLogOptions { Topic = TopicStore.DefaultTopic }, _ => { }))
        {
            await log.StartAsync(Token);
            await WriteAsync(log, """{"keytype":"NOOP","magic":0}""", null);
            await WriteAsync(log, "no json", "either");
            await WriteAsync(log, """{"keytype":"SCHEMA","subject":"a"}""", """{"subject":"a"}""");
            await WriteAsync(
                log, """{"keytype":"SCHEMA","subject":"a","version":1,"magic":1}""", """{"subject":"a","version":1,"id":12,"schema":"\"int\"","deleted":false}""");
            await WriteAsync(log, """{"keytype":"CONFIG","subject":null,"magic":0}""", """{"compatibilityLevel":"FULL_TRANSITIVE"}""");
        }

        await using var registry = await StartAsync();

        (await registry.RegisterAsync("b", "\"int\"")).Should().Be(12);
        (await registry.RegisterAsync("b2", "\"long\"")).Should().Be(13);
        (await registry.AcceptedAsync("GET /config"))!["compatibilityLevel"]!.ToString().Should().Be("FULL_TRANSITIVE");
    }

    [Fact]
    public async Task Without_its_broker_it_reads_on_and_refuses_changes()
    {
        await using var registry = await StartAsync(TimeSpan.FromSeconds(5));
        await registry.RegisterAsync("a", "\"int\"");

        await kafka.DisposeAsync();

        (await registry.RegisterAsync("a", "\"int\"")).Should().Be(1);
        (await registry.RefusedAsync("POST /subjects/a/versions", new { schema = "\"long\"" }))
            .Should().Be("50002: Register operation timed out");
    }

    private static async Task WriteAsync(TopicLog log, string key, string? value) =>
        await log.AppendAsync(Encoding.UTF8.GetBytes(key), value is null ? null : Encoding.UTF8.GetBytes(value), cancellation: Token);

    private Task<RegistryUnderTest> StartAsync(TimeSpan? limit = null) =>
        RegistryUnderTest.StartAsync(new EmbeddedRegistryOptions { Store = new TopicStore(Cluster, limit: limit ?? TimeSpan.FromSeconds(60)) });

    private async Task<List<string>> RecordsAsync()
    {
        var found = new List<ConsumerRecord>();
        await using var client = new KafkaClient(Cluster);
        await using var log = new TopicLog(client, new TopicLogOptions { Topic = TopicStore.DefaultTopic }, found.Add);
        await log.StartAsync(Token);
        return [.. found.Select(r => $"{Encoding.UTF8.GetString(r.Key!)} {Encoding.UTF8.GetString(r.Value!)}")];
    }
}
