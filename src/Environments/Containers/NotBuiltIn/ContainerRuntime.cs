using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Containers;

/// <summary>What is compiled in place of the folder Servers where the packages of Testcontainers are not to be had: it says so.</summary>
internal static class ContainerRuntime
{
    /// <summary>Refuses.</summary>
    public static Task<string?> LackAsync(ImagePins pins, Parts parts, CancellationToken cancellation) => throw NotBuiltIn();

    /// <summary>Refuses.</summary>
    public static Task<IRunningEnvironment> StartAsync(ImagePins pins, EnvironmentRequest request, IProgress<PartProgress>? progress, CancellationToken cancellation) => throw NotBuiltIn();

    private static EnvironmentException NotBuiltIn() =>
        new("This build has no containers backend: the packages of Testcontainers were not to be had when it was set up.", "Delete the folder .ms2lab and run scripts/setup where the whole package gallery is in reach.");
}
