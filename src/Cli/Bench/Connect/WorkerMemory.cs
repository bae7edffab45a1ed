using Ms2Lab.Environments.Core;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Admin;

namespace Ms2Lab.Cli.Bench.Connect;

/// <summary>What one more worker in this process takes, with a sink task that it runs.</summary>
internal static class WorkerMemory
{
    /// <summary>Megabytes that one may take.</summary>
    public const double Goal = 20;

    private const string Name = "memory";
    private const int More = 4;

    /// <summary>Megabytes of this process for each further worker with one task.</summary>
    public static async Task<double> MeasureAsync(LabEnvironment environment, KafkaClient client, CancellationToken cancellation)
    {
        var control = environment.Capability<IWorkerControl>() ?? throw new EnvironmentException($"Workers of the {environment.Backend} backend cannot be added.", "Measure the embedded backend.");
        var workers = control.Workers.Count;
        (await new KafkaAdmin(client).CreateTopicsAsync([new NewTopic(Name, workers + More, 1)], cancellation: cancellation).ConfigureAwait(false)).ThrowIfAnyFailed();
        using var connectors = new BenchConnectors(environment.Endpoints);
        var config = connectors.Sink(Name, BenchConverter.Json().Settings);
        config["tasks.max"] = $"{workers}";
        await connectors.RunAsync(Name, config, cancellation).ConfigureAwait(false);
        var before = Bytes();
        for (var i = 0; i < More; i++)
        {
            await control.StartAsync(null, cancellation).ConfigureAwait(false);
        }
        config["tasks.max"] = $"{workers + More}";
        await connectors.RunAsync(Name, config, cancellation).ConfigureAwait(false);
        return (Bytes() - before) / More / 1024.0 / 1024.0;
    }

    private static long Bytes()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Environment.WorkingSet;
    }
}
