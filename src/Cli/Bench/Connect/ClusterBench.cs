using Ms2Lab.Environments.Core;
using Ms2Lab.Environments.Embedded;
using Ms2Lab.Kafka.Client;

namespace Ms2Lab.Cli.Bench.Connect;

/// <summary>What workers cost: each further one in this process, one as a process of its own, and the time until a killed one's task runs elsewhere.</summary>
/// <param name="rounds">How often the process is started.</param>
/// <param name="progress">Hears what is measured.</param>
internal sealed class ClusterBench(int rounds, Action<string> progress)
{
    /// <summary>Starts what is needed and measures.</summary>
    public async Task<IReadOnlyList<ConnectFigure>> MeasureAsync(CancellationToken cancellation)
    {
        var request = new EnvironmentRequest { Parts = Parts.Kafka | Parts.Connect | Parts.MySql, ConnectWorkers = 2, WorkerConfig = FailoverBench.Workers };
        await using var environment = await LabEnvironment.StartAsync(request, new EmbeddedBackend(), cancellation).ConfigureAwait(false);
        await using var client = new KafkaClient(new KafkaClientOptions { BootstrapServers = [environment.Endpoints.Bootstrap!], ClientId = "bench" });
        progress("further workers in this process");
        var memory = await WorkerMemory.MeasureAsync(environment, client, cancellation).ConfigureAwait(false);
        progress("a worker is killed");
        var failover = await FailoverBench.MeasureAsync(environment, cancellation).ConfigureAwait(false);
        progress("workers as processes");
        var (start, resident) = await new WorkerProcessBench(environment.Endpoints).MeasureAsync(rounds, cancellation).ConfigureAwait(false);
        return
        [
            ConnectFigure.AtMost("one more worker with a task, MB", memory, WorkerMemory.Goal),
            ConnectFigure.AtMost("kill to RUNNING elsewhere, s (session 6 s, heartbeat 1 s, delay 0)", failover.TotalSeconds, FailoverBench.Goal),
            ConnectFigure.AtMost("worker process, start to first answer, s", start.TotalSeconds, WorkerProcessBench.StartGoal),
            ConnectFigure.AtMost("worker process with a sink, MB resident", resident, WorkerProcessBench.ResidentGoal),
        ];
    }
}
