using System.Diagnostics;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Cli.Bench.Connect;

/// <summary><c>lab connect-worker</c> as a process: how soon it answers, and what it takes when it runs a sink.</summary>
internal sealed class WorkerProcessBench(Endpoints endpoints)
{
    /// <summary>Seconds to the first answer: a tenth of what Kafka's own worker takes on two cores.</summary>
    public const double StartGoal = 0.4;

    /// <summary>Megabytes with a sink: a quarter of what Kafka's own worker takes.</summary>
    public const double ResidentGoal = 57;

    private const string Topic = "process";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Medians of several processes; the first, which reads the program from the disk, is not counted.</summary>
    public async Task<(TimeSpan Start, double Megabytes)> MeasureAsync(int rounds, CancellationToken cancellation)
    {
        await using var table = await BenchTable.CreateAsync(endpoints, Topic, cancellation).ConfigureAwait(false);
        var seen = new List<(TimeSpan Start, double Megabytes)>();
        for (var round = 0; round <= rounds; round++)
        {
            seen.Add(await OnceAsync(round, cancellation).ConfigureAwait(false));
        }
        seen.RemoveAt(0);
        return (seen.Select(s => s.Start).Order().ElementAt(seen.Count / 2), seen.Select(s => s.Megabytes).Order().ElementAt(seen.Count / 2));
    }

    private async Task<(TimeSpan Start, double Megabytes)> OnceAsync(int round, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("ms2lab-bench-").FullName;
        var properties = Path.Combine(folder, "worker.properties");
        var url = new Uri($"http://127.0.0.1:{LoopbackPorts.Free()}");
        // A cluster of its own for each process, so that none waits for a rebalance of the last one's.
        var cluster = new Dictionary<string, string>
        {
            ["group.id"] = $"process-{round}", ["config.storage.topic"] = $"process-configs-{round}",
            ["offset.storage.topic"] = $"process-offsets-{round}", ["status.storage.topic"] = $"process-status-{round}",
        };
        await File.WriteAllLinesAsync(properties, WorkerDefaults.For(endpoints.Bootstrap!, url.Port, cluster).Select(p => $"{p.Key}={p.Value}"), cancellation).ConfigureAwait(false);
        var clock = Stopwatch.StartNew();
        await using var process = ChildProcess.Start(Environment.ProcessPath!, [.. ThisProgram(), "connect-worker", properties], folder, Path.Combine(folder, "worker.log"));
        await AnswerAsync(process, url, cancellation).ConfigureAwait(false);
        var start = clock.Elapsed;
        using var connectors = new BenchConnectors(endpoints, [url]);
        await connectors.RunAsync(Topic, connectors.Sink(Topic, BenchConverter.Json().Settings), cancellation).ConfigureAwait(false);
        return (start, ProcessTree.LargestResidentBytes(process.Id) / 1024.0 / 1024.0);
    }

    /// <summary>What stands before this program's arguments when the runtime's own <c>dotnet</c> runs it.</summary>
    private static string[] ThisProgram() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Path.Combine(AppContext.BaseDirectory, "lab.dll")] : [];

    // Asked more often than probes usually do: their pauses would be a tenth of what is measured.
    private static async Task AnswerAsync(ChildProcess process, Uri url, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = url, Timeout = Limit };
        var clock = Stopwatch.StartNew();
        for (Exception? last = null; ;)
        {
            if (process.Exited.IsCompleted || clock.Elapsed > Limit)
            {
                throw new EnvironmentException(
                    $"The worker process did not answer at {url} within {clock.Elapsed.TotalSeconds:0} s{(process.Exited.IsCompleted ? $", it ended with exit code {process.ExitCode}" : "")}: {last?.Message ?? "it was not asked"}");
            }
            try
            {
                using var answer = await http.GetAsync(new Uri("/connectors", UriKind.Relative), cancellation).ConfigureAwait(false);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
                last = new HttpRequestException($"status {(int)answer.StatusCode}");
            }
            catch (HttpRequestException e)
            {
                last = e;
            }
            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }
}
