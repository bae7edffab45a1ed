using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Containers;

/// <summary>The way into everything that needs the packages of Testcontainers: all of it lies in this folder, which a build without them leaves out.</summary>
internal static class ContainerRuntime
{
    /// <summary>What is missing on this machine for these parts; null where nothing is.</summary>
    public static Task<string?> LackAsync(ImagePins pins, Parts parts, CancellationToken cancellation) => new ImageStore(pins, null).LackAsync(parts, cancellation);

    /// <summary>Fetches images where they are missing and starts the parts.</summary>
    public static async Task<IRunningEnvironment> StartAsync(ImagePins pins, EnvironmentRequest request, IProgress<PartProgress>? progress, CancellationToken cancellation)
    {
        await new ImageStore(pins, progress).EnsureAsync(request.Parts, cancellation).ConfigureAwait(false);
        return await ContainersStart.RunAsync(pins, request, progress, cancellation).ConfigureAwait(false);
    }
}
