using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Containers;

/// <summary>The real servers, each in a container of its own on one network, through Testcontainers.</summary>
/// <param name="pins">The images; null means those pinned here, with what the environment overrides.</param>
public sealed class ContainersBackend(ImagePins? pins = null) : IEnvironmentBackend
{
    /// <inheritdoc/>
    public string Name => "containers";

    /// <summary>Why nothing can be started with what is on this machine now; null where it can. Nothing is fetched to find out.</summary>
    /// <param name="parts">What would be started.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<string?> WhyNotAsync(Parts parts, CancellationToken cancellation)
    {
        try
        {
            await new DockerEngine().EnsureAsync(cancellation).ConfigureAwait(false);
            return await ContainerRuntime.LackAsync(pins ?? ImagePins.Load(), WithNeeded(parts), cancellation).ConfigureAwait(false);
        }
        catch (EnvironmentException e)
        {
            return e.Message;
        }
    }

    /// <summary>What is known of the engine and of the images for all parts, in one sentence. Nothing is fetched or started to find out.</summary>
    public async Task<string> DescribeAsync(CancellationToken cancellation)
    {
        try
        {
            var engine = $"engine {await new DockerEngine().EnsureAsync(cancellation).ConfigureAwait(false) ?? "elsewhere"}";
            var lack = await ContainerRuntime.LackAsync(pins ?? ImagePins.Load(), Parts.All, cancellation).ConfigureAwait(false);
            return lack is null ? $"{engine}, with every image that `--backend containers` needs" : $"{engine}; {lack}, and `--backend containers` fetches it where there is a network";
        }
        catch (EnvironmentException e)
        {
            return e.Message;
        }
    }

    /// <summary>Fetches or builds images where they are missing, starts the parts side by side, Connect and the registry after Kafka, and waits for a real answer from each.</summary>
    /// <exception cref="EnvironmentException">The build lacks the packages, there is no engine that may be used, an image is missing, or a part did not come up; nothing is left running.</exception>
    public async Task<IRunningEnvironment> StartAsync(EnvironmentRequest request, IProgress<PartProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Time != TimeProvider.System)
        {
            throw new EnvironmentException("Containers live on real time.", "Use the embedded backend for a virtual clock.");
        }
        await new DockerEngine().EnsureAsync(cancellation).ConfigureAwait(false);
        return await ContainerRuntime.StartAsync(pins ?? ImagePins.Load(), request with { Parts = WithNeeded(request.Parts) }, progress, cancellation).ConfigureAwait(false);
    }

    // The registry keeps its schemas in a topic.
    private static Parts WithNeeded(Parts parts) => parts.HasFlag(Parts.Registry) ? parts.WithNeeded() | Parts.Kafka : parts.WithNeeded();
}
