namespace Ms2Lab.Player;

/// <summary>A Connect worker that a scenario talks to and may end.</summary>
public interface IScenarioWorker
{
    /// <summary>host:port of its REST interface, which is also its worker_id.</summary>
    string Address { get; }

    /// <summary>Ends it as SIGKILL does; returns when it is gone. A worker that is gone already is no error.</summary>
    Task KillAsync(CancellationToken cancellation = default);

    /// <summary>Ends it as SIGTERM does; returns when it is gone.</summary>
    Task StopAsync(CancellationToken cancellation = default);
}
