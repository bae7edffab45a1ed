namespace Ms2Lab.Environments.Core;

/// <summary>What a backend has started. Disposing it ends everything that it started, and nothing else.</summary>
public interface IRunningEnvironment : IAsyncDisposable
{
    /// <summary>Where the parts are now; a stopped part that starts again keeps its address.</summary>
    Endpoints Endpoints { get; }

    /// <summary>The capability of that kind, or null where this backend lacks it.</summary>
    T? Capability<T>()
        where T : class, ICapability;
}
