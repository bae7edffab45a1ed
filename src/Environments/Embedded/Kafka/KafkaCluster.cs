using Ms2Lab.Environments.Core;
using Ms2Lab.Kafka.Broker;

namespace Ms2Lab.Environments.Embedded;

/// <summary>The Kafka brokers of an environment: in this process, on 127.0.0.1, each at the address that it tells its clients.</summary>
internal sealed class KafkaCluster : IAsyncDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);
    private readonly EmbeddedKafka _kafka;

    private KafkaCluster(EmbeddedKafka kafka) => _kafka = kafka;

    /// <summary>Addresses of all brokers, <c>host:port</c>, separated by commas.</summary>
    public string BootstrapServers => _kafka.BootstrapServers;

    /// <summary>Starts the brokers that a request asks for and waits until the first one answers.</summary>
    /// <exception cref="EnvironmentException">A port is taken or beyond 65535, or no broker answers.</exception>
    public static async Task<KafkaCluster> StartAsync(EnvironmentRequest request, CancellationToken cancellation)
    {
        var ports = PortSequence.From(request.Ports.Kafka, request.Brokers, "Kafka");
        var options = new EmbeddedKafkaOptions { Brokers = request.Brokers, Ports = ports, Configs = request.BrokerConfig, Time = request.Time };
        var cluster = new KafkaCluster(await BindAsync(options, cancellation).ConfigureAwait(false));
        try
        {
            await PartProbe.UntilAnswerAsync("Kafka", c => KafkaProbe.AskAsync(cluster.BootstrapServers, tls: false, c), AnswerLimit, cancellation).ConfigureAwait(false);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends every broker; what they held is gone.</summary>
    public ValueTask DisposeAsync() => _kafka.DisposeAsync();

    private static async Task<EmbeddedKafka> BindAsync(EmbeddedKafkaOptions options, CancellationToken cancellation)
    {
        try
        {
            return await EmbeddedKafka.StartAsync(options, cancellation).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new EnvironmentException($"Kafka did not start: {e.Message}", "", e);
        }
    }
}
