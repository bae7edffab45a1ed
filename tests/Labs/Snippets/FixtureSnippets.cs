using Ms2Lab.Environments.Core;
using Ms2Lab.Fixtures;
using Ms2Lab.Labs.LabKit.Readings;

namespace Ms2Lab.Labs.Tests.Snippets;

// The blocks between "snippet" and "end" are what docs/developers.md shows; DocumentationTests holds the two together.

// snippet: connector
public sealed class SinkTests(ConnectFixture servers) : IClassFixture<ConnectFixture>
{
    [Fact]
    public async Task A_reading_becomes_a_row()
    {
        Assert.SkipUnless(servers.Endpoints.Parts.HasFlag(Parts.Connect), "this backend has no Connect");

        var topic = await servers.Topic("readings").CreateAsync();
        var connector = await servers.Connector("sink").CreateAsync(Sink.To("readings", servers));
        await connector.Should().BeRunning();

        await topic.ProduceAsync(null, ReadingJson.Write(new(7, "boston", 51.3, null, 1.02, 0)));

        await servers.Table("readings").Should().HaveRow(new Dictionary<string, object?> { ["ID"] = 7, ["temperature"] = 51.3, ["humidity"] = null });
        await topic.Should().EventuallyHaveRecords(1);
    }
}
// end

// snippet: lab
public sealed class MySqlLabTests(LabFixture<MySqlLab> servers) : IClassFixture<LabFixture<MySqlLab>>
{
    [Fact]
    public async Task The_reference_solution_passes_every_check()
    {
        var report = await servers.RunAsync(servers.Lab.Solution, TestContext.Current.CancellationToken);

        report.IsPassed.Should().BeTrue();
        report.Score.Earned.Should().Be(report.Score.Possible);
    }
}
// end

// snippet: own-fixture
public sealed class TwoWorkers : EnvironmentFixture
{
    protected override EnvironmentRequest Request => new()
    {
        Parts = Parts.Kafka | Parts.Connect,
        ConnectWorkers = 2,
        WorkerConfig = new Dictionary<string, string> { ["scheduled.rebalance.max.delay.ms"] = "1000" },
    };
}
// end

internal static class Sink
{
    public static IReadOnlyDictionary<string, string> To(string topic, EnvironmentFixture servers) => new Dictionary<string, string>
    {
        ["connector.class"] = "io.confluent.connect.jdbc.JdbcSinkConnector",
        ["topics"] = topic,
        ["connection.url"] = $"jdbc:mysql://{servers.Endpoints.SeenByWorkers.MySql}/Readings",
        ["connection.user"] = "usr",
        ["connection.password"] = "sofe4630u",
        ["value.converter"] = "org.apache.kafka.connect.json.JsonConverter",
        ["key.converter"] = "org.apache.kafka.connect.storage.StringConverter",
        ["insert.mode"] = "upsert",
        ["pk.mode"] = "record_value",
        ["pk.fields"] = "ID",
        ["auto.create"] = "true",
    };
}
