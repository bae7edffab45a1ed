using Docker.DotNet;
using DotNet.Testcontainers.Configurations;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Containers;

/// <summary>The engine's own API, for what Testcontainers does not do: killing, cutting off, sweeping, fetching with progress.</summary>
internal static class EngineClient
{
    /// <summary>A client of the engine that Testcontainers uses.</summary>
    /// <exception cref="EnvironmentException">There is none.</exception>
    public static DockerClient Create() =>
        (TestcontainersSettings.OS.DockerEndpointAuthConfig ?? throw new EnvironmentException("No Docker engine can be used here.", "Start Docker, or use the embedded backend."))
            .GetDockerClientBuilder().Build();
}
