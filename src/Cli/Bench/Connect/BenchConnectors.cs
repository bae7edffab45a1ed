using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Clients;

namespace Ms2Lab.Cli.Bench.Connect;

/// <summary>The connectors that are measured.</summary>
/// <param name="endpoints">Where the servers are.</param>
/// <param name="workers">Workers that run them; null for those of <paramref name="endpoints"/>.</param>
internal sealed class BenchConnectors(Endpoints endpoints, IReadOnlyList<Uri>? workers = null) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly ConnectRest _connect = new(workers ?? endpoints.ConnectUris);

    /// <summary>Creates a connector and waits until it and its tasks are RUNNING.</summary>
    /// <exception cref="EnvironmentException">It is refused, fails, or does not get there.</exception>
    public async Task RunAsync(string name, Dictionary<string, string> config, CancellationToken cancellation)
    {
        var answer = await _connect.PutAsync(name, config, cancellation).ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            throw new EnvironmentException($"The connector {name} was refused: {answer.Message}");
        }
        var seen = await WatchAsync(name, s => s is { IsRunning: true } or { State: "FAILED" } or { FailedTask: not null }, cancellation).ConfigureAwait(false);
        if (seen.Last is not { IsRunning: true })
        {
            throw new EnvironmentException($"The connector {name} was not RUNNING after {seen.Waited.TotalSeconds:0.0} s: {seen.Last?.Describe() ?? "it has no status"}");
        }
    }

    /// <summary>Deletes a connector and waits until it is gone.</summary>
    public async Task DeleteAsync(string name, CancellationToken cancellation)
    {
        await _connect.DeleteAsync(name, cancellation).ConfigureAwait(false);
        await WatchAsync(name, s => s is null, cancellation).ConfigureAwait(false);
    }

    /// <summary>A JDBC sink that upserts readings from a topic into the table of the same name.</summary>
    public Dictionary<string, string> Sink(string topic, IReadOnlyDictionary<string, string> converter) => new(converter)
    {
        ["connector.class"] = "io.confluent.connect.jdbc.JdbcSinkConnector",
        ["tasks.max"] = "1",
        ["topics"] = topic,
        ["connection.url"] = $"jdbc:mysql://{endpoints.MySql}/vectors?rewriteBatchedStatements=true",
        ["connection.user"] = "lab",
        ["connection.password"] = "labpass",
        ["insert.mode"] = "upsert",
        ["pk.mode"] = "record_value",
        ["pk.fields"] = "ID",
    };

    /// <summary>A JDBC source that reads a table in the order of its ID into the topic <c>source-TABLE</c>.</summary>
    public Dictionary<string, string> Source(string table, IReadOnlyDictionary<string, string> converter) => new(converter)
    {
        ["connector.class"] = "io.confluent.connect.jdbc.JdbcSourceConnector",
        ["tasks.max"] = "1",
        ["connection.url"] = $"jdbc:mysql://{endpoints.MySql}/vectors",
        ["connection.user"] = "lab",
        ["connection.password"] = "labpass",
        ["mode"] = "incrementing",
        ["incrementing.column.name"] = "ID",
        ["table.whitelist"] = table,
        ["topic.prefix"] = "source-",
        ["poll.interval.ms"] = "100",
        ["batch.max.rows"] = "1000",
    };

    /// <inheritdoc/>
    public void Dispose() => _connect.Dispose();

    private Task<Observation<ConnectorStatus?>> WatchAsync(string name, Func<ConnectorStatus?, bool> until, CancellationToken cancellation) =>
        Eventually.WatchAsync(c => _connect.StatusAsync(name, c), until, Limit, TimeProvider.System, cancellation);
}
