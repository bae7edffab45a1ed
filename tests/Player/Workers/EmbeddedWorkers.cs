using Ms2Lab.Connect.Runtime;
using Ms2Lab.Environments.Embedded;

namespace Ms2Lab.Player;

/// <summary>Workers in this process.</summary>
/// <param name="plugins">What they know; null for what every worker of the kit knows.</param>
public sealed class EmbeddedWorkers(PluginRegistry? plugins = null) : IWorkerHost
{
    /// <inheritdoc/>
    public async Task<IScenarioWorker> StartAsync(IReadOnlyDictionary<string, string> properties, CancellationToken cancellation = default)
    {
        var listening = new Dictionary<string, string>(properties) { ["listeners"] = "http://127.0.0.1:0" };
        return new Worker(await ConnectWorker.StartAsync(listening, plugins ?? EmbeddedPlugins.Registry(), TimeProvider.System, cancellation));
    }

    private sealed class Worker(ConnectWorker worker) : IScenarioWorker
    {
        public string Address => worker.WorkerId;

        public Task KillAsync(CancellationToken cancellation = default) => worker.KillAsync().WaitAsync(cancellation);

        public Task StopAsync(CancellationToken cancellation = default) => worker.StopAsync().WaitAsync(cancellation);
    }
}
