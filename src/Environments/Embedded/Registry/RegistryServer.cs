using Ms2Lab.Environments.Core;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Schemas.Registry;
using Ms2Lab.Schemas.Registry.Store;

namespace Ms2Lab.Environments.Embedded;

/// <summary>The Schema Registry of an environment: in this process, its schemas in the environment's Kafka if it has one, else in memory.</summary>
internal sealed class RegistryServer : IRegistryControl, IAsyncDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);
    private readonly EmbeddedRegistry _registry;

    private RegistryServer(EmbeddedRegistry registry) => _registry = registry;

    /// <summary>Its address, <c>host:port</c>.</summary>
    public string Address => _registry.Url.Authority;

    /// <summary>Starts a registry on 127.0.0.1 and waits until it lists its subjects.</summary>
    /// <param name="request">The environment.</param>
    /// <param name="bootstrap">Addresses of the brokers that keep the topic <c>_schemas</c>, or null.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="EnvironmentException">The port is taken, the brokers do not keep its topic, or it does not answer.</exception>
    public static async Task<RegistryServer> StartAsync(EnvironmentRequest request, string? bootstrap, CancellationToken cancellation)
    {
        var port = PortSequence.From(request.Ports.Registry, 1, "the Schema Registry")[0];
        var store = bootstrap is null ? null : new TopicStore(
            new KafkaClientOptions { BootstrapServers = bootstrap.Split(','), ClientId = "schema-registry", Time = request.Time });
        var server = new RegistryServer(await BindAsync(new EmbeddedRegistryOptions { Port = port, Store = store, Time = request.Time }, cancellation).ConfigureAwait(false));
        try
        {
            await server.AnswerAsync(cancellation).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellation = default) => _registry.StopAsync();

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        try
        {
            await _registry.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw LoopbackPorts.Taken(_registry.Url.Port, "the Schema Registry", e);
        }
        await AnswerAsync(cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task PauseAsync(CancellationToken cancellation = default)
    {
        _registry.Pause();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ResumeAsync(CancellationToken cancellation = default)
    {
        _registry.Resume();
        return AnswerAsync(cancellation);
    }

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    private Task<string> AnswerAsync(CancellationToken cancellation) =>
        PartProbe.UntilAnswerAsync("The Schema Registry", c => RestProbe.AskRegistryAsync(_registry.Url, null, c), AnswerLimit, cancellation);

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
