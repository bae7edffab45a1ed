using Ms2Lab.Environments.Core;
using Testcontainers.Kafka;

namespace Ms2Lab.Environments.Containers;

/// <summary>The Kafka brokers of an environment, each in a container, all of them also controllers (KRaft).</summary>
internal sealed class KafkaContainers : IAsyncDisposable
{
    private const int InsidePort = 19092;
    private readonly IReadOnlyList<ContainerServer> _brokers;

    private KafkaContainers(IReadOnlyList<ContainerServer> brokers) => _brokers = brokers;

    /// <summary>Addresses for us, separated by commas.</summary>
    public string Bootstrap => string.Join(',', _brokers.Select(b => b.Address));

    /// <summary>Addresses of so many brokers for the other containers, separated by commas.</summary>
    public static string InsideBootstrap(int brokers) => string.Join(',', Ids(brokers).Select(id => $"{AliasOf(id)}:{InsidePort}"));

    /// <summary>Starts the brokers that a request asks for; they need each other, so all at once.</summary>
    public static async Task<KafkaContainers> StartAsync(string image, EnvironmentRequest request, LabNetwork network, CancellationToken cancellation)
    {
        var ports = PortSequence.From(request.Ports.Kafka, request.Brokers, "Kafka");
        var brokers = await ContainerGroup.StartAsync(Ids(request.Brokers).Select(id => Plan(image, request, network, id, ports[id - 1])), cancellation).ConfigureAwait(false);
        foreach (var broker in brokers)
        {
            network.Add(Parts.Kafka, broker);
        }
        return new KafkaContainers(brokers);
    }

    public ValueTask DisposeAsync() => ContainerGroup.DisposeAsync(_brokers);

    private static IEnumerable<int> Ids(int brokers) => Enumerable.Range(1, brokers);

    private static string AliasOf(int id) => $"kafka-{id}";

    private static ServerPlan Plan(string image, EnvironmentRequest request, LabNetwork network, int id, int port) => new()
    {
        Name = $"Kafka broker {id}",
        Alias = AliasOf(id),
        Network = network,
        Port = port,
        Ask = (address, cancellation) => KafkaProbe.AskAsync(address, tls: false, cancellation),
        Container = common => common.On(new KafkaBuilder(image).WithKRaft().WithListener($"{AliasOf(id)}:{InsidePort}"), KafkaBuilder.KafkaPort)
            .WithEnvironment(ImageVariables.Of("KAFKA", Settings(request, id))).Build(),
    };

    private static Dictionary<string, string> Settings(EnvironmentRequest request, int id)
    {
        var replicas = $"{Math.Min(request.Brokers, 3)}";
        var settings = new Dictionary<string, string>
        {
            ["node.id"] = $"{id}",
            ["broker.id"] = $"{id}",
            ["controller.quorum.voters"] = string.Join(',', Ids(request.Brokers).Select(i => $"{i}@{AliasOf(i)}:{KafkaBuilder.ControllerPort}")),
            // The listener that WithListener adds: names outlive a change of addresses.
            ["inter.broker.listener.name"] = "TC-0",
            ["offsets.topic.replication.factor"] = replicas,
            ["transaction.state.log.replication.factor"] = replicas,
            ["share.coordinator.state.topic.replication.factor"] = replicas,
            ["share.coordinator.state.topic.min.isr"] = "1",
        };
        foreach (var (name, value) in request.BrokerConfig)
        {
            settings[name] = value;
        }
        return settings;
    }
}
