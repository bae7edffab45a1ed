namespace Ms2Lab.Environments.Core;

/// <summary>The one door to the servers of a lab: started on demand, described by plain addresses, gone when disposed.</summary>
public sealed class LabEnvironment : IAsyncDisposable
{
    private readonly IRunningEnvironment _running;

    private LabEnvironment(string backend, IRunningEnvironment running)
    {
        Backend = backend;
        _running = running;
    }

    /// <summary>Name of the backend that holds the parts; belongs into every verdict.</summary>
    public string Backend { get; }

    /// <summary>Where the parts are.</summary>
    public Endpoints Endpoints => _running.Endpoints;

    /// <summary>Starts the requested parts and waits for a real answer from each.</summary>
    /// <exception cref="EnvironmentException">The request is out of range, a part did not come up, or the start limit has passed.</exception>
    public static Task<LabEnvironment> StartAsync(EnvironmentRequest request, IEnvironmentBackend backend, CancellationToken cancellation = default) =>
        StartAsync(request, backend, null, cancellation);

    /// <summary>Starts the requested parts, in parallel where they allow it, and waits for a real answer from each.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="backend">Where it comes from.</param>
    /// <param name="progress">Hears about each part, on whatever thread has the news.</param>
    /// <param name="cancellation">Gives up; whatever had started is gone again when the task ends.</param>
    /// <exception cref="EnvironmentException">The request is out of range, a part did not come up, or the start limit has passed.</exception>
    public static async Task<LabEnvironment> StartAsync(
        EnvironmentRequest request, IEnvironmentBackend backend, IProgress<PartProgress>? progress, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(backend);
        if (request.ConnectWorkers < 1 || request.Brokers < 1)
        {
            throw new EnvironmentException("An environment has at least one broker and one worker.", "Ask for 1 or more, or leave the part out.");
        }
        request = request with { Parts = request.Parts.WithNeeded() };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(request.StartLimit);
        var latest = new LatestProgress(progress, limit, request.StartLimit);
        try
        {
            return new LabEnvironment(backend.Name, await backend.StartAsync(request, latest, limit.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new EnvironmentException(
                $"The {backend.Name} environment was not ready within {request.StartLimit.TotalSeconds:0} s; last seen: {latest}.",
                "Run `lab doctor` to see what the machine lacks.", e);
        }
    }

    /// <summary>What the backend can do beyond serving addresses, or null where it cannot: the step that asks is then skipped aloud.</summary>
    public T? Capability<T>()
        where T : class, ICapability => _running.Capability<T>();

    /// <summary>Ends everything that this environment started.</summary>
    public ValueTask DisposeAsync() => _running.DisposeAsync();
}
