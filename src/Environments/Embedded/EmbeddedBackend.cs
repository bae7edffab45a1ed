using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Embedded;

/// <summary>Kafka, Schema Registry and Connect in this process, written here; MySQL and Redis as real servers in child processes.</summary>
/// <param name="home">The kit's folder; null means the default one.</param>
public sealed class EmbeddedBackend(KitHome? home = null) : IEnvironmentBackend
{
    private readonly KitHome _home = home ?? new KitHome();

    /// <inheritdoc/>
    public string Name => "embedded";

    /// <summary>Starts the parts in parallel, Connect workers after Kafka; a part that this backend cannot start is refused before any starts.</summary>
    /// <exception cref="EnvironmentException">A part did not come up; those that had are gone again.</exception>
    public async Task<IRunningEnvironment> StartAsync(EnvironmentRequest request, IProgress<PartProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var environment = new StartedEnvironment(Name);
        try
        {
            await new EmbeddedStart(_home, request, environment, progress).RunAsync(cancellation).ConfigureAwait(false);
            return environment;
        }
        catch
        {
            await environment.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
