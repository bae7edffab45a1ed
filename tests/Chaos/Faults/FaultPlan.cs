using System.Collections.Concurrent;

namespace Ms2Lab.Chaos.Tests;

/// <summary>The faults of one round: what, when and for how long, all drawn from its seed.</summary>
public sealed class FaultPlan
{
    private const int LongestPauseMs = 1000;
    private const int LongestHarmMs = 2000;
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _servers = new();
    private readonly List<(TimeSpan Pause, IFault Fault, TimeSpan Harm)> _faults = [];

    public FaultPlan(int seed, string topic, int partitions)
    {
        var random = new Random(seed);
        for (var left = random.Next(2, 5); left > 0; left--)
        {
            _faults.Add((TimeSpan.FromMilliseconds(random.Next(LongestPauseMs)), Draw(random, topic, partitions), TimeSpan.FromMilliseconds(random.Next(LongestHarmMs))));
        }
    }

    /// <summary>Does everything that is planned; one fault may begin while an earlier one lasts.</summary>
    public async Task RunAsync(ChaosWorld world, Timeline timeline, CancellationToken cancellation)
    {
        var running = new List<Task>();
        foreach (var (pause, fault, harm) in _faults)
        {
            await Task.Delay(pause, TimeProvider.System, cancellation);
            running.Add(RunAsync(world, fault, harm, timeline, cancellation));
        }
        await Task.WhenAll(running);
    }

    private async Task RunAsync(ChaosWorld world, IFault fault, TimeSpan harm, Timeline timeline, CancellationToken cancellation)
    {
        var server = fault.Server is { } name ? _servers.GetOrAdd(name, _ => new SemaphoreSlim(1)) : new SemaphoreSlim(1);
        await server.WaitAsync(cancellation);
        var what = await fault.HarmAsync(world, cancellation);
        timeline.Add(what);
        await Task.Delay(harm, TimeProvider.System, cancellation);
        await fault.MendAsync(world, cancellation);
        timeline.Add($"mended: {what}");
        server.Release();
    }

    private static IFault Draw(Random random, string topic, int partitions) => random.Next(12) switch
    {
        0 or 1 => new WorkerFault(isProcess: false, random.Next(2), gracefully: false),
        2 or 3 => new WorkerFault(isProcess: true, random.Next(2), gracefully: false),
        4 => new WorkerFault(isProcess: random.Next(2) == 0, random.Next(2), gracefully: true),
        5 => new MySqlFault(),
        6 => new RedisFault(),
        7 => new BrokerFault(random.Next(1, 4)),
        8 => new CoordinatorFault(),
        9 or 10 => new RequestFault(random),
        _ => new LeaderFault(topic, random.Next(partitions)),
    };
}
