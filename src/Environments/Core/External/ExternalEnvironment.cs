namespace Ms2Lab.Environments.Core;

/// <summary>Addresses of servers that outlive this object; only workers that it started itself end with it.</summary>
internal sealed class ExternalEnvironment : IRunningEnvironment
{
    private readonly ExternalWorkerControl? _workers;

    public ExternalEnvironment(Endpoints endpoints)
    {
        Endpoints = endpoints with { Backend = "external" };
        _workers = endpoints.Workers is { Count: > 0 } workers ? new ExternalWorkerControl(workers) : null;
    }

    public Endpoints Endpoints { get; }

    public T? Capability<T>()
        where T : class, ICapability => _workers as T;

    public ValueTask DisposeAsync() => _workers?.DisposeAsync() ?? ValueTask.CompletedTask;
}
