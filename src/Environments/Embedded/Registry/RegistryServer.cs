using Ms2Lab.Environments.Core;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Environments.Embedded;

/// <summary>The Schema Registry of an environment: in this process, its schemas in memory.</summary>
internal static class RegistryServer
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    /// <summary>Starts a registry on 127.0.0.1 and waits until it lists its subjects.</summary>
    /// <exception cref="EnvironmentException">The port is taken, or it does not answer.</exception>
    public static async Task<EmbeddedRegistry> StartAsync(EnvironmentRequest request, CancellationToken cancellation)
    {
        var port = PortSequence.From(request.Ports.Registry, 1, "the Schema Registry")[0];
        var registry = await BindAsync(new EmbeddedRegistryOptions { Port = port, Time = request.Time }, cancellation).ConfigureAwait(false);
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
