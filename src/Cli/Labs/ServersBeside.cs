using Ms2Lab.Environments.Core;

namespace Ms2Lab.Cli.Labs;

/// <summary>Servers that a <c>lab up</c> holds: external to who follows a lab, and yet under some control.</summary>
/// <param name="endpoints">Where they are.</param>
/// <param name="controls">Asks what can be done to them.</param>
internal sealed class ServersBeside(Endpoints endpoints, Func<CancellationToken, Task<IReadOnlyList<ICapability>>> controls) : IEnvironmentBackend
{
    private readonly ExternalBackend _external = new(endpoints);

    /// <inheritdoc/>
    public string Name => _external.Name;

    /// <inheritdoc/>
    public async Task<IRunningEnvironment> StartAsync(EnvironmentRequest request, IProgress<PartProgress>? progress, CancellationToken cancellation) =>
        new Controlled(await _external.StartAsync(request, progress, cancellation).ConfigureAwait(false), await controls(cancellation).ConfigureAwait(false));

    private sealed class Controlled(IRunningEnvironment servers, IReadOnlyList<ICapability> controls) : IRunningEnvironment
    {
        public Endpoints Endpoints => servers.Endpoints;

        public T? Capability<T>()
            where T : class, ICapability => servers.Capability<T>() ?? controls.OfType<T>().FirstOrDefault();

        public ValueTask DisposeAsync() => servers.DisposeAsync();
    }
}
