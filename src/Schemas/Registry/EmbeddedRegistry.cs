using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ms2Lab.Schemas.Registry.Model;
using Ms2Lab.Schemas.Registry.Rest;
using Ms2Lab.Schemas.Registry.Store;

namespace Ms2Lab.Schemas.Registry;

/// <summary>
/// A schema registry in this process that answers like Schema Registry 8.3.1; what it leaves out is in GAPS.md.
/// Starting, stopping, freezing and disposing are called one after the other; requests come from any thread.
/// </summary>
public sealed class EmbeddedRegistry : IAsyncDisposable
{
    private readonly EmbeddedRegistryOptions options;
    private readonly RegistryService service;
    private readonly IRegistryStore store;
    private readonly RequestGate gate;
    private WebApplication? app;

    private EmbeddedRegistry(EmbeddedRegistryOptions options, RegistryService service, IRegistryStore store, RequestGate gate, WebApplication app)
    {
        this.gate = gate;
        this.options = options;
        this.service = service;
        this.store = store;
        this.app = app;
        Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>Where it listens, also after a stop.</summary>
    public Uri Url { get; }

    /// <summary>Loads the store and starts to listen.</summary>
    public static async Task<EmbeddedRegistry> StartAsync(EmbeddedRegistryOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var store = options.Store ?? new MemoryStore(options.Time);
        var service = new RegistryService(store, options.CompatibilityLevel.ToUpperInvariant());
        WebApplication? app = null;
        try
        {
            await service.StartAsync(cancellationToken).ConfigureAwait(false);
            var gate = new RequestGate();
            app = Build(options, options.Port, service, gate);
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return new EmbeddedRegistry(options, service, store, gate, app);
        }
        catch
        {
            if (app is not null)
            {
                await app.DisposeAsync().ConfigureAwait(false);
            }

            service.Dispose();
            await store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops listening: connections break and new ones are refused. What is registered stays.</summary>
    public async Task StopAsync()
    {
        if (app is { } running)
        {
            app = null;
            gate.Open();
            await running.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Listens again at the same address.</summary>
    /// <exception cref="IOException">Somebody else has taken the port.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (app is null)
        {
            var starting = Build(options, Url.Port, service, gate);
            try
            {
                await starting.StartAsync(cancellationToken).ConfigureAwait(false);
                app = starting;
            }
            finally
            {
                if (app is null)
                {
                    await starting.DisposeAsync().ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>Goes on taking requests, and answers none of them until it is resumed.</summary>
    public void Pause() => gate.Close();

    /// <summary>Answers again; what was asked meanwhile is answered now.</summary>
    public void Resume() => gate.Open();

    /// <summary>Stops listening and gives the store back.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        service.Dispose();
        await store.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication Build(EmbeddedRegistryOptions options, int port, RegistryService service, RequestGate gate)
    {
        var handler = new RegistryHandler(new RegistryRoutes(service), options.BasicAuth);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{options.Host}:{port}");
        var app = builder.Build();
        app.Run(async context =>
        {
            await gate.PassAsync(context.RequestAborted).ConfigureAwait(false);
            await handler.HandleAsync(context).ConfigureAwait(false);
        });
        return app;
    }
}
