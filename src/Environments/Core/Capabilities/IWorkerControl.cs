namespace Ms2Lab.Environments.Core;

/// <summary>Ends and starts Connect workers.</summary>
public interface IWorkerControl : ICapability
{
    /// <summary>Base addresses of the workers that run now.</summary>
    IReadOnlyList<Uri> Workers { get; }

    /// <summary>Ends a worker as SIGKILL does: it neither leaves its group nor writes a status nor commits.</summary>
    /// <exception cref="EnvironmentException">No such worker runs.</exception>
    Task KillAsync(Uri worker, CancellationToken cancellation = default);

    /// <summary>Ends a worker as SIGTERM does: tasks stop, offsets are committed, the group is left.</summary>
    /// <exception cref="EnvironmentException">No such worker runs.</exception>
    Task StopAsync(Uri worker, CancellationToken cancellation = default);

    /// <summary>Starts the worker that was at this address again, or a further one, and waits until it answers.</summary>
    /// <param name="worker">Address of a worker that was ended, or null for one at a free port.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The worker's address.</returns>
    /// <exception cref="EnvironmentException">It cannot be started or does not answer.</exception>
    Task<Uri> StartAsync(Uri? worker = null, CancellationToken cancellation = default);
}
