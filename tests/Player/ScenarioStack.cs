using Ms2Lab.Environments.Core;
using Ms2Lab.Player.Servers;

namespace Ms2Lab.Player;

/// <summary>A stack that scenarios are played against, one after the other: broker, registry, MySQL and Redis that are there, workers that it starts.</summary>
/// <remarks>Scenarios wipe it: topics, the database <c>vectors</c> and Redis are emptied, and every connector is deleted.</remarks>
public sealed class ScenarioStack : IAsyncDisposable
{
    private readonly IWorkerHost _shared;
    private readonly IWorkerHost _own;
    private IScenarioWorker? _worker;

    private ScenarioStack(Endpoints endpoints, IWorkerHost shared, IWorkerHost own, KafkaServer kafka)
    {
        Endpoints = endpoints;
        _shared = shared;
        _own = own;
        Kafka = kafka;
        Sql = new SqlServer(endpoints);
    }

    /// <summary>Where the servers are; the workers are not among them.</summary>
    public Endpoints Endpoints { get; }

    internal KafkaServer Kafka { get; }

    internal RestServer Rest { get; } = new();

    internal SqlServer Sql { get; }

    /// <summary>Gets to know the servers of a stack.</summary>
    /// <param name="endpoints">Where they are.</param>
    /// <param name="shared">Starts the one worker that scenarios share.</param>
    /// <param name="own">Starts the workers that a scenario has of its own.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<ScenarioStack> ConnectAsync(Endpoints endpoints, IWorkerHost shared, IWorkerHost own, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return new(endpoints, shared, own, await KafkaServer.ConnectAsync(endpoints.Bootstrap!, cancellation));
    }

    internal async Task<IScenarioWorker> SharedWorkerAsync(CancellationToken cancellation) =>
        _worker ??= await _shared.StartAsync(WorkerSettings.For(Endpoints.Bootstrap!, new Dictionary<string, string>()), cancellation);

    internal Task<IScenarioWorker> StartWorkerAsync(IReadOnlyDictionary<string, string> settings, CancellationToken cancellation) =>
        _own.StartAsync(WorkerSettings.For(Endpoints.Bootstrap!, settings), cancellation);

    /// <summary>Ends the shared worker and the connections; the servers stay.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_worker is not null)
        {
            await _worker.KillAsync();
        }
        Rest.Dispose();
        await Kafka.DisposeAsync();
    }
}
