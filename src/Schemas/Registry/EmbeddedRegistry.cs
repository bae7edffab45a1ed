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

/// <summary>A schema registry in this process that answers like Schema Registry 8.3.1; what it leaves out is in GAPS.md.</summary>
public sealed class EmbeddedRegistry : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly RegistryService service;
    private readonly IRegistryStore store;

    private EmbeddedRegistry(WebApplication app, RegistryService service, IRegistryStore store)
    {
        this.app = app;
        this.service = service;
        this.store = store;
        Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>Where it listens.</summary>
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
            app = Build(options, new RegistryHandler(new RegistryRoutes(service), options.BasicAuth));
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return new EmbeddedRegistry(app, service, store);
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

    /// <summary>Stops listening and gives the store back.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync().ConfigureAwait(false);
        service.Dispose();
        await store.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication Build(EmbeddedRegistryOptions options, RegistryHandler handler)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{options.Host}:{options.Port}");
        var app = builder.Build();
        app.Run(handler.HandleAsync);
        return app;
    }
}
