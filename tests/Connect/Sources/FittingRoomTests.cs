using Ms2Lab.Connect.Runtime.Cloud;

namespace Ms2Lab.Connect.Tests.Sources;

public sealed class FittingRoomTests
{
    private static readonly FittingRoom Room = new(new Dictionary<string, string> { ["value.converter.schema.registry.url"] = "http://registry" });

    [Fact]
    public void MySqlSink_of_the_Cloud_becomes_the_JDBC_sink()
    {
        var fitted = Room.Fit(Config(
            "MySqlSink", ("name", "meters"), ("topics", "Readings"), ("input.data.format", "AVRO"), ("input.key.format", "STRING"), ("connection.host", "db"),
            ("connection.port", "3306"), ("db.name", "Readings"), ("connection.user", "usr"), ("insert.mode", "UPSERT"), ("pk.mode", "record_value"),
            ("pk.fields", "ID"), ("auto.create", "true"), ("batch.sizes", "100"), ("kafka.api.key", "k")));

        fitted.Dialect.Should().Be("MySqlSink");
        fitted.Unused.Should().Equal("kafka.api.key");
        fitted.Config.Should().Contain(new Dictionary<string, string?>
        {
            ["connector.class"] = "io.confluent.connect.jdbc.JdbcSinkConnector",
            ["connection.url"] = "jdbc:mysql://db:3306/Readings",
            ["value.converter"] = "io.confluent.connect.avro.AvroConverter",
            ["value.converter.schema.registry.url"] = "http://registry",
            ["key.converter"] = "org.apache.kafka.connect.storage.StringConverter",
            ["batch.size"] = "100",
            ["insert.mode"] = "UPSERT",
            ["max.retries"] = "0",
            ["errors.tolerance"] = "all",
            ["errors.deadletterqueue.topic.name"] = "dlq-meters",
        }).And.NotContainKeys("connection.host", "db.name", "batch.sizes", "kafka.api.key", "input.data.format");
    }

    [Theory]
    [InlineData("modified", "", "timestamp")]
    [InlineData("", "ID", "incrementing")]
    [InlineData("modified", "ID", "timestamp+incrementing")]
    [InlineData("", "", "bulk")]
    public void MySqlSource_takes_its_mode_from_the_columns_that_are_named(string timestamp, string incrementing, string mode) =>
        Room.Fit(Config("MySqlSource", ("timestamp.column.name", timestamp), ("incrementing.column.name", incrementing))).Config["mode"].Should().Be(mode);

    [Fact]
    public void RedisSink_is_the_Clouds_only_with_the_Clouds_settings()
    {
        Room.Fit(Config("RedisSink", ("redis.hosts", "h:1"))).Dialect.Should().BeNull();

        var fitted = Room.Fit(Config("RedisSink", ("redis.hostname", "h"), ("redis.portnumber", "6379"), ("input.data.format", "BYTES"), ("redis.ssl.mode", "server")));
        fitted.Dialect.Should().Be("RedisSink");
        fitted.Config.Should().Contain(new Dictionary<string, string?>
        {
            ["redis.hosts"] = "h:6379",
            ["redis.database"] = "0",
            ["redis.ssl.enabled"] = "true",
            ["value.converter"] = "org.apache.kafka.connect.converters.ByteArrayConverter",
        });
    }

    [Fact]
    public void Any_other_configuration_is_left_as_it_is()
    {
        var config = Config("FileStreamSource", ("file", "x"));

        Room.Fit(config).Config.Should().BeSameAs(config);
    }

    private static Dictionary<string, string?> Config(string connector, params (string Name, string Value)[] settings) =>
        settings.Append((Name: "connector.class", Value: connector)).ToDictionary(s => s.Name, s => (string?)s.Value);
}
