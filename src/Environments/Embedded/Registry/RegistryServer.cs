using Ms2Lab.Environments.Core;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Schemas.Registry;
using Ms2Lab.Schemas.Registry.Store;

namespace Ms2Lab.Environments.Embedded;

/// <summary>The Schema Registry of an environment: in this process, its schemas in the environment's Kafka if it has one, else in memory.</summary>
internal static class RegistryServer
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    /// <summary>Starts a registry on 127.0.0.1 and waits until it lists its subjects.</summary>
    /// <param name="request">The environment.</param>
    /// <param name="bootstrap">Addresses of the brokers that keep the topic <c>_schemas</c>, or null.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="EnvironmentException">The port is taken, the brokers do not keep its topic, or it does not answer.</exception>
    public static async Task<EmbeddedRegistry> StartAsync(EnvironmentRequest request, string? bootstrap, CancellationToken cancellation)
    {
        var port = PortSequence.From(request.Ports.Registry, 1, "the Schema Registry")[0];
        var store = bootstrap is null ? null : new TopicStore(
            new KafkaClientOptions { BootstrapServers = bootstrap.Split(','), ClientId = "schema-registry", Time = request.Time });
        var registry = await BindAsync(new EmbeddedRegistryOptions { Port = port, Store = store, Time = request.Time }, cancellation).ConfigureAwait(false);
        try
        {
            await PartProbe.UntilAnswerAsync("The Schema Registry", c => RestProbe.AskRegistryAsync(registry.Url, null, c), AnswerLimit, cancellation).ConfigureAwait(false);
            return registry;
        }
        catch
        {
            await registry.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<EmbeddedRegistry> BindAsync(EmbeddedRegistryOptions options, CancellationToken cancellation)
    {
        try
        {
            return await EmbeddedRegistry.StartAsync(options, cancellation).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw LoopbackPorts.Taken(options.Port, "the Schema Registry", e);
        }
    }
}
