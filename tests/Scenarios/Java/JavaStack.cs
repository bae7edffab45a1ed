using Ms2Lab.Foreign;
using Ms2Lab.Player;

namespace Ms2Lab.Scenarios.Tests;

/// <summary>An embedded stack whose workers are Kafka's own; nothing of it starts before its first scenario. Scenarios are played one after the other.</summary>
/// <param name="workers">Makes the host of workers out of that of Kafka's own.</param>
public abstract class JavaStack(Func<IWorkerHost, IWorkerHost> workers) : IAsyncDisposable
{
    private EmbeddedStack? _stack;

    /// <summary>Properties and logs of the worker processes; they stay, for whoever looks into a failure.</summary>
    protected static string Logs => Path.Combine(AppContext.BaseDirectory, "worker-logs");

    /// <summary>Plays one scenario; skips the test where there are no jars of Kafka.</summary>
    public async Task<ScenarioVerdict> PlayAsync(Scenario scenario, CancellationToken cancellation)
    {
        var jars = await KafkaJars.GetAsync();
        if (_stack is null)
        {
            _stack = EmbeddedStack.With(workers(new ProcessWorkers([jars.Java, .. ConnectDistributed(jars)], Logs)));
            await _stack.InitializeAsync();
        }
        return await _stack.PlayAsync(scenario, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await (_stack?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static IReadOnlyList<string> ConnectDistributed(KafkaJars jars) =>
        jars.Command("org.apache.kafka.connect.cli.ConnectDistributed", [], $"-Dlog4j2.configurationFile={Path.Combine(AppContext.BaseDirectory, "Java", "log4j2.properties")}");
}
