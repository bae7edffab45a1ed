using Ms2Lab.Player;

namespace Ms2Lab.Scenarios.Tests;

/// <summary>Starts workers of several hosts in turn.</summary>
internal sealed class AlternatingWorkers(IReadOnlyList<IWorkerHost> hosts) : IWorkerHost
{
    private int _next = -1;

    public Task<IScenarioWorker> StartAsync(IReadOnlyDictionary<string, string> properties, CancellationToken cancellation = default) =>
        hosts[Interlocked.Increment(ref _next) % hosts.Count].StartAsync(properties, cancellation);
}
