namespace Ms2Lab.Environments.Core;

/// <summary>A way to get the parts of an environment: <c>embedded</c>, <c>containers</c> or <c>external</c>.</summary>
public interface IEnvironmentBackend
{
    /// <summary>The name that every verdict carries.</summary>
    string Name { get; }

    /// <summary>Starts (or finds) what is asked for and returns when each part has given a real answer.</summary>
    /// <exception cref="EnvironmentException">A part did not come up; whatever had started is gone again.</exception>
    Task<IRunningEnvironment> StartAsync(EnvironmentRequest request, IProgress<PartProgress>? progress, CancellationToken cancellation);
}
