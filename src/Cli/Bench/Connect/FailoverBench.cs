using System.Diagnostics;
using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Clients;

namespace Ms2Lab.Cli.Bench.Connect;

/// <summary>How long a sink task is not RUNNING after its worker is killed, with the shortest session that Kafka allows and no delay before lost work moves.</summary>
internal static class FailoverBench
{
    private const string Name = "failover";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>How long it may take, in seconds: the session, one heartbeat, and a fifth of a second to start.</summary>
    public const double Goal = 6 + 1 + 0.2;

    /// <summary>Settings of the workers: a session of 6 s, heartbeats of 1 s, no delay.</summary>
    public static IReadOnlyDictionary<string, string> Workers { get; } = new Dictionary<string, string>
    {
        ["session.timeout.ms"] = "6000", ["heartbeat.interval.ms"] = "1000", ["scheduled.rebalance.max.delay.ms"] = "0",
    };

    /// <summary>Kills the worker of a task and waits until another one runs it.</summary>
    public static async Task<TimeSpan> MeasureAsync(LabEnvironment environment, CancellationToken cancellation)
    {
        var control = environment.Capability<IWorkerControl>() ?? throw new EnvironmentException($"Workers of the {environment.Backend} backend cannot be killed.", "Measure the embedded backend.");
        using var connectors = new BenchConnectors(environment.Endpoints);
        await connectors.RunAsync(Name, connectors.Sink(Name, BenchConverter.Json().Settings), cancellation).ConfigureAwait(false);
        var owner = await OwnerAsync(control.Workers[0], cancellation).ConfigureAwait(false);
        var victim = control.Workers.First(w => w.Authority == owner);
        var witness = control.Workers.First(w => w.Authority != owner);
        var clock = Stopwatch.StartNew();
        await control.KillAsync(victim, cancellation).ConfigureAwait(false);
        var seen = await Eventually.WatchAsync(c => OwnerAsync(witness, c), now => now is not null && now != owner, Limit, TimeProvider.System, cancellation).ConfigureAwait(false);
        return seen.IsMet ? clock.Elapsed : throw new EnvironmentException($"The task of {Name} did not move within {Limit.TotalSeconds} s; it was last seen at {seen.Last ?? "no worker"}.");
    }

    private static async Task<string?> OwnerAsync(Uri worker, CancellationToken cancellation)
    {
        using var connect = new ConnectRest([worker]);
        var status = await connect.SendAsync(HttpMethod.Get, $"/connectors/{Name}/status", null, cancellation).ConfigureAwait(false);
        return status.IsSuccess && status.Body.GetProperty("tasks") is { } tasks && tasks.GetArrayLength() > 0 && tasks[0].GetProperty("state").GetString() == "RUNNING"
            ? tasks[0].GetProperty("worker_id").GetString()
            : null;
    }
}
