using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Clients;

namespace Ms2Lab.Cli.Bench;

/// <summary>The sink connector whose RUNNING ends the measured start.</summary>
internal static class BenchSink
{
    private const string Name = "bench-sink";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Creates a JDBC sink connector to MySQL and waits until it and its task are RUNNING.</summary>
    /// <exception cref="EnvironmentException">It is refused, fails, or does not get there; the message holds what was last seen.</exception>
    public static async Task RunAsync(Endpoints endpoints, CancellationToken cancellation)
    {
        using var connect = new ConnectRest(endpoints.ConnectUris);
        var answer = await connect.PutAsync(Name, Config(endpoints), cancellation).ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            throw new EnvironmentException($"The connector {Name} was refused: {answer.Message}");
        }
        var seen = await Eventually.WatchAsync(
            c => connect.StatusAsync(Name, c), s => s is { IsRunning: true } or { State: "FAILED" } or { FailedTask: not null }, Limit, TimeProvider.System, cancellation)
            .ConfigureAwait(false);
        if (seen.Last is not { IsRunning: true })
        {
            throw new EnvironmentException($"The connector {Name} was not RUNNING after {seen.Waited.TotalSeconds:0.0} s: {seen.Last?.Describe() ?? "it has no status"}");
        }
    }

    private static Dictionary<string, string> Config(Endpoints endpoints) => new()
    {
        ["connector.class"] = "io.confluent.connect.jdbc.JdbcSinkConnector",
        ["tasks.max"] = "1",
        ["topics"] = "bench",
        ["connection.url"] = $"jdbc:mysql://{endpoints.MySql}/vectors",
        ["connection.user"] = "lab",
        ["connection.password"] = "labpass",
        ["insert.mode"] = "upsert",
        ["pk.mode"] = "record_value",
        ["pk.fields"] = "ID",
        ["auto.create"] = "true",
    };
}
