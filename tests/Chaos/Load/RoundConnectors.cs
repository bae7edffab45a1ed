using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Clients;

namespace Ms2Lab.Chaos.Tests;

/// <summary>
/// The connectors of one round: a JDBC sink that upserts and a Redis sink, both of one topic, and a JDBC source of growing ids. They try again for as long as a
/// round can last.
/// </summary>
public sealed class RoundConnectors(ChaosWorld world, string topic, RoundClasses classes, Timeline timeline)
{
    private const string SourcePrefix = "from-";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Name of the JDBC sink.</summary>
    public string Jdbc => $"{topic}-jdbc";

    /// <summary>Name of the Redis sink.</summary>
    public string Redis => $"{topic}-redis";

    /// <summary>Name of the JDBC source.</summary>
    public string Source => $"{topic}-source";

    /// <summary>The table that it reads.</summary>
    public string SourceTable => $"{topic}_in";

    /// <summary>The topic that it writes.</summary>
    public string SourceTopic => SourcePrefix + SourceTable;

    private string[] All => [Jdbc, Redis, Source];

    /// <summary>Creates them.</summary>
    public async Task CreateAsync(CancellationToken cancellation)
    {
        await Task.WhenAll(PutAsync(Jdbc, JdbcConfig(), cancellation), PutAsync(Redis, RedisConfig(), cancellation), PutAsync(Source, SourceConfig(), cancellation));
        foreach (var name in All)
        {
            await RunningAsync(name, cancellation);
        }
    }

    /// <summary>Restarts what failed, as whoever looks after it does: no failover repairs a failed task.</summary>
    public async Task RepairAsync(CancellationToken cancellation)
    {
        using var connect = new ConnectRest(world.Workers);
        foreach (var name in All)
        {
            if (await connect.StatusAsync(name, cancellation) is { } status && (status.FailedTask is not null || status.State == "FAILED"))
            {
                timeline.Add($"restarted: {status.Describe()}");
                await connect.SendAsync(HttpMethod.Post, $"/connectors/{name}/restart?includeTasks=true&onlyFailed=true", null, cancellation);
            }
        }
    }

    /// <summary>Deletes them and waits until they are gone.</summary>
    public async Task DeleteAsync(CancellationToken cancellation)
    {
        using var connect = new ConnectRest(world.Workers);
        // Again where the answer was no: a follower whose dead leader has not been noticed yet cannot forward the request.
        var seen = await Eventually.WatchAsync(
            async c =>
            {
                await Task.WhenAll((await connect.ConnectorsAsync(c)).Select(name => connect.DeleteAsync(name, c)));
                return await connect.ConnectorsAsync(c);
            },
            names => names.Count == 0, Limit, TimeProvider.System, cancellation);
        seen.Last.Should().BeEmpty("deleted connectors are gone after a while");
    }

    private async Task PutAsync(string name, Dictionary<string, string> config, CancellationToken cancellation)
    {
        using var connect = new ConnectRest(world.Workers);
        var answer = await connect.PutAsync(name, config, cancellation);
        answer.IsSuccess.Should().BeTrue($"{name} is a connector as Connect wants it: {answer.Message}");
    }

    private async Task RunningAsync(string name, CancellationToken cancellation)
    {
        using var connect = new ConnectRest(world.Workers);
        var seen = await Eventually.WatchAsync(c => connect.StatusAsync(name, c), s => s?.IsRunning == true, Limit, TimeProvider.System, cancellation);
        seen.IsMet.Should().BeTrue($"{name} runs before anything happens; last seen: {seen.Last?.Describe()}");
    }

    private Dictionary<string, string> JdbcConfig() => new()
    {
        ["connector.class"] = classes.Sink,
        ["topics"] = topic,
        ["tasks.max"] = "2",
        ["connection.url"] = $"jdbc:mysql://{world.Endpoints.MySql}/vectors",
        ["connection.user"] = "lab",
        ["connection.password"] = "labpass",
        ["connection.attempts"] = "1000",
        ["connection.backoff.ms"] = "100",
        ["max.retries"] = "1000",
        ["retry.backoff.ms"] = "100",
        ["insert.mode"] = "upsert",
        ["pk.mode"] = "record_value",
        ["pk.fields"] = "id",
        ["auto.create"] = "true",
    };

    private Dictionary<string, string> RedisConfig() => new()
    {
        ["connector.class"] = "com.github.jcustenborder.kafka.connect.redis.RedisSinkConnector",
        ["topics"] = topic,
        ["tasks.max"] = "2",
        ["redis.hosts"] = world.Endpoints.Redis!,
        ["redis.database"] = "1",
        ["redis.connection.attempts"] = "1000",
        ["redis.connection.retry.delay.ms"] = "100",
        ["value.converter"] = "org.apache.kafka.connect.storage.StringConverter",
    };

    private Dictionary<string, string> SourceConfig() => new()
    {
        ["connector.class"] = classes.Source,
        ["tasks.max"] = "1",
        ["connection.url"] = $"jdbc:mysql://{world.Endpoints.MySql}/vectors",
        ["connection.user"] = "lab",
        ["connection.password"] = "labpass",
        ["connection.attempts"] = "1000",
        ["connection.backoff.ms"] = "100",
        ["table.whitelist"] = SourceTable,
        ["topic.prefix"] = SourcePrefix,
        ["mode"] = "incrementing",
        ["incrementing.column.name"] = "id",
        ["poll.interval.ms"] = "100",
        ["batch.max.rows"] = "10",
    };
}
