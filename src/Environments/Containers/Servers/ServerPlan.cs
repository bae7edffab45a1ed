using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ms2Lab.Environments.Containers;

/// <summary>How one server is put into a container.</summary>
internal sealed class ServerPlan
{
    /// <summary>What it is, for messages.</summary>
    public required string Name { get; init; }

    /// <summary>Its name on the network.</summary>
    public required string Alias { get; init; }

    /// <summary>The network.</summary>
    public required LabNetwork Network { get; init; }

    /// <summary>Its port on this machine; 0 for any.</summary>
    public required int Port { get; init; }

    /// <summary>Time between two questions: a server that starts slowly is not slowed further by being asked.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>The real question, for its address as we see it.</summary>
    public required Func<string, CancellationToken, Task<string>> Ask { get; init; }

    /// <summary>Makes the container, given what all of them share.</summary>
    public required Func<CommonSettings, IContainer> Container { get; init; }

    /// <summary>The container for a port of this machine, not started yet.</summary>
    public IContainer Build(int port, AnswerWait wait, TimeSpan limit) => Container(new CommonSettings(this, port, wait, limit));

    /// <summary>What the containers of all servers share.</summary>
    internal sealed record CommonSettings(ServerPlan Plan, int Port, AnswerWait Wait, TimeSpan Limit)
    {
        /// <summary>Network and name, owner, the published port on the loopback interface, and the wait.</summary>
        public TBuilder On<TBuilder, TContainer, TConfiguration>(ContainerBuilder<TBuilder, TContainer, TConfiguration> builder, int inside)
            where TBuilder : ContainerBuilder<TBuilder, TContainer, TConfiguration>
            where TContainer : IContainer
            where TConfiguration : IContainerConfiguration =>
            builder.WithNetwork(Plan.Network.Network).WithNetworkAliases(Plan.Alias).WithHostname(Plan.Alias).WithLabel(Ownership.Label, Ownership.Self)
                .WithPortBinding(Port, inside).WithCreateParameterModifier(OnlyHere).WithLogger(NullLogger.Instance)
                .WithWaitStrategy(DotNet.Testcontainers.Builders.Wait.ForUnixContainer().AddCustomWaitStrategy(Wait, w => w.WithInterval(Plan.Pause).WithTimeout(Limit)));

        // The labs' passwords are public, so nobody else shall reach the servers; an engine elsewhere has to publish them to us, though.
        private static void OnlyHere(Docker.DotNet.Models.CreateContainerParameters parameters)
        {
            if (TestcontainersSettings.OS.DockerEndpointAuthConfig?.Endpoint.Scheme is "unix" or "npipe" && !File.Exists("/.dockerenv"))
            {
                foreach (var binding in parameters.HostConfig?.PortBindings?.Values.SelectMany(b => b) ?? [])
                {
                    binding.HostIP = "127.0.0.1";
                }
            }
        }
    }
}
