namespace Ms2Lab.Player;

/// <summary>Where workers come from: this process, or processes of their own.</summary>
public interface IWorkerHost
{
    /// <summary>Starts a worker at a free port and waits until it answers.</summary>
    /// <param name="properties">All its properties but <c>listeners</c>.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<IScenarioWorker> StartAsync(IReadOnlyDictionary<string, string> properties, CancellationToken cancellation = default);
}
