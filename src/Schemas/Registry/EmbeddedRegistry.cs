using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ms2Lab.Schemas.Registry.Model;
using Ms2Lab.Schemas.Registry.Rest;

namespace Ms2Lab.Schemas.Registry;

/// <summary>A schema registry in this process that answers like Schema Registry 8.3.1; what it leaves out is in GAPS.md.</summary>
public sealed class EmbeddedRegistry : IAsyncDisposable
{
    private readonly WebApplication app;

    private EmbeddedRegistry(WebApplication app, Uri url)
    {
        this.app = app;
        Url = url;
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>Loads the store and starts to listen.</summary>
    public static async Task<EmbeddedRegistry> StartAsync(EmbeddedRegistryOptions options, CancellationToken cancellationToken = default)
    {
        var service = new RegistryService(options.Store, options.Time, options.CompatibilityLevel.ToUpperInvariant());
        service.Load();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{options.Host}:{options.Port}");
        var app = builder.Build();
        var handler = new RegistryHandler(new RegistryRoutes(service), options.BasicAuth);
        app.Run(handler.HandleAsync);
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new EmbeddedRegistry(app, new Uri(address));
    }

    /// <summary>Stops listening.</summary>
    public ValueTask DisposeAsync() => app.DisposeAsync();
}
