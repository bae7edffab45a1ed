using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Redis;
using Ms2Lab.Connect.Tests.Jdbc.Sink;
using Ms2Lab.Environments.Core;
using Ms2Lab.Environments.Embedded;
using StackExchange.Redis;

namespace Ms2Lab.Connect.Tests.Redis;

public sealed class RedisSinkTaskTests : IAsyncLifetime
{
    private readonly RedisSinkTask _task = new();
    private LabEnvironment _environment = null!;
    private ConnectionMultiplexer _redis = null!;
    private long _offset;

    public async ValueTask InitializeAsync()
    {
        _environment = await LabEnvironment.StartAsync(
            new EnvironmentRequest { Parts = Parts.Redis }, new EmbeddedBackend(), CancellationToken.None);
        _redis = await ConnectionMultiplexer.ConnectAsync(_environment.Endpoints.Redis + ",allowAdmin=true");
    }

    public async ValueTask DisposeAsync()
    {
        await _task.StopAsync();
        await _redis.DisposeAsync();
        await _environment.DisposeAsync();
    }

    [Fact]
    public async Task Values_are_set_and_tombstones_delete_in_order_and_offsets_stand_beside_them()
    {
        await StartAsync();

        await PutAsync(("a", "1"), ("b", "2"), ("a", null), ("c", ""), ("b", "3"));
        await _task.FlushAsync(
            new Dictionary<TopicPartition, OffsetAndMetadata> { [new TopicPartition("t", 0)] = new OffsetAndMetadata(5) }, CancellationToken.None);

        var values = await _redis.GetDatabase(1).StringGetAsync(["a", "b", "c", "__kafka.offset.t.0"]);
        values.Select(v => (string?)v).Should().Equal(null, "3", "", "{\"topic\":\"t\",\"partition\":0,\"offset\":5}");
    }

    [Fact]
    public async Task Record_of_another_type_keeps_its_whole_delivery_out()
    {
        await StartAsync();

        var put = () => PutAsync(("a", "1"), ("b", 2));

        await put.Should().ThrowAsync<DataException>().WithMessage("The value for the record must be String or Bytes. Consider using *");
        (await _redis.GetDatabase(1).KeyExistsAsync("a")).Should().BeFalse();
    }

    [Fact]
    public async Task Server_that_does_not_answer_in_time_is_asked_again_by_the_worker()
    {
        await StartAsync(("redis.operation.timeout.ms", "200"));
        await _redis.GetDatabase().ExecuteAsync("CLIENT", "PAUSE", "60000", "WRITE");
        var put = () => PutAsync(("late", "2"));

        await put.Should().ThrowAsync<RetriableException>().WithMessage("Timeout after 200 ms while waiting for operation to complete.");
        await _redis.GetDatabase().ExecuteAsync("CLIENT", "UNPAUSE");
        await put();

        ((string?)await _redis.GetDatabase(1).StringGetAsync("late")).Should().Be("2");
    }

    [Fact]
    public async Task Lost_connection_is_made_again()
    {
        await StartAsync();
        await PutAsync(("a", "1"));

        await _redis.GetDatabase().ExecuteAsync("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
        await PutAsync(("a", "2"));

        await using var fresh = await ConnectionMultiplexer.ConnectAsync(_environment.Endpoints.Redis!);
        ((string?)await fresh.GetDatabase(1).StringGetAsync("a")).Should().Be("2");
    }

    [Fact]
    public async Task Nothing_that_listens_fails_the_start_with_the_words_of_the_client()
    {
        var start = () => StartAsync(("redis.hosts", "127.0.0.1:1"), ("redis.connection.attempts", "1"));

        var error = (await start.Should().ThrowAsync<JavaException>()).Which;
        JavaTrace.Describe(error).Should().Be("io.lettuce.core.RedisConnectionException: Unable to connect to 127.0.0.1/<unresolved>:1");
        JavaTrace.Describe(error.InnerException!).Should().Be(
            "io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused: /127.0.0.1:1");
    }

    [Fact]
    public async Task Password_where_none_is_needed_is_refused()
    {
        var start = () => StartAsync(("redis.password", "secret"), ("redis.connection.attempts", "1"));

        var error = (await start.Should().ThrowAsync<JavaException>()).Which;
        error.Message.Should().StartWith("Unable to connect to 127.0.0.1/<unresolved>:");
        JavaTrace.Describe(error.InnerException!).Should().StartWith(
            "io.lettuce.core.RedisCommandExecutionException: ERR AUTH <password> called without any password configured for the default user.");
    }

    [Fact]
    public void Wrong_settings_are_named_in_the_connectors_order_of_words()
    {
        var errors = new RedisSinkConnector().Validate(new Dictionary<string, string>
        {
            ["redis.client.mode"] = "standalone", ["redis.connection.attempts"] = "0", ["redis.charset"] = "UTF-9",
        }).Values.SelectMany(v => v.ErrorMessages);

        errors.Should().Equal(
            "Invalid value 'standalone' is not a valid value for ClientMode. Valid values are Standalone, Cluster. for configuration redis.client.mode",
            "Invalid value 0 for configuration redis.connection.attempts: Value must be at least 1",
            "Invalid value UTF-9 for configuration redis.charset: Charset is invalid.");
    }

    private Task StartAsync(params (string Name, string Value)[] settings)
    {
        var props = new Dictionary<string, string> { ["redis.hosts"] = _environment.Endpoints.Redis! };
        foreach (var (name, value) in settings)
        {
            props[name] = value;
        }

        _task.Initialize(new FakeSinkContext());
        return _task.StartAsync(props, CancellationToken.None);
    }

    private Task PutAsync(params (string Key, object? Value)[] records) => _task.PutAsync(
        [.. records.Select(r => new SinkRecord("t", 0, null, r.Key, null, r.Value, _offset++))], TestContext.Current.CancellationToken);
}
