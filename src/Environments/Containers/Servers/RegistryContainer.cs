using DotNet.Testcontainers.Builders;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Containers;

/// <summary>The Schema Registry in a container; it keeps its schemas in Kafka.</summary>
internal sealed class RegistryContainer(ContainerServer running) : ContainerServer(running), IRegistryControl
{
    /// <summary>Its address for the other containers.</summary>
    public const string InsideAddress = "registry:8081";

    private const int InsidePort = 8081;

    /// <summary>Starts it.</summary>
    public static async Task<RegistryContainer> StartAsync(string image, EnvironmentRequest request, LabNetwork network, CancellationToken cancellation)
    {
        var settings = new Dictionary<string, string>
        {
            ["host.name"] = "registry",
            ["listeners"] = $"http://0.0.0.0:{InsidePort}",
            ["kafkastore.bootstrap.servers"] = KafkaContainers.InsideBootstrap(request.Brokers),
            ["kafkastore.topic.replication.factor"] = "1",
        };
        var plan = new ServerPlan
        {
            Name = "The Schema Registry",
            Alias = "registry",
            Network = network,
            Pause = TimeSpan.FromMilliseconds(250),
            Port = request.Ports.Registry,
            Ask = (address, c) => RestProbe.AskRegistryAsync(EndpointAddress.ToUri(address), null, c),
            Container = common => common.On(new ContainerBuilder(image), InsidePort).WithEnvironment(ImageVariables.Of("SCHEMA_REGISTRY", settings)).Build(),
        };
        var server = new RegistryContainer(await StartAsync(plan, cancellation).ConfigureAwait(false));
        network.Add(Parts.Registry, server);
        return server;
    }
}
