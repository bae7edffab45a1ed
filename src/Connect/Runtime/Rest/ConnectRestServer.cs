using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Rest.Endpoints;
using Ms2Lab.Connect.Runtime.Rest.Http;

namespace Ms2Lab.Connect.Runtime.Rest;

/// <summary>A worker's REST interface (reference: org.apache.kafka.connect.runtime.rest.RestServer), without TLS.</summary>
public sealed class ConnectRestServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly RequestForwarder _forwarder;

    private ConnectRestServer(WebApplication application, RequestForwarder forwarder)
    {
        _application = application;
        _forwarder = forwarder;
        Url = new Uri(application.Urls.First());
    }

    /// <summary>Where it listens, with the port that it got.</summary>
    public Uri Url { get; }

    /// <summary>Listens; the endpoints are open when the task is done.</summary>
    /// <param name="herder">What does the work.</param>
    /// <param name="host">Address to listen on; empty or <c>0.0.0.0</c> for all.</param>
    /// <param name="port">Port; 0 for any that is free.</param>
    /// <param name="options">What it needs beside the herder; null for the defaults.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="IOException">The address cannot be bound.</exception>
    public static async Task<ConnectRestServer> StartAsync(
        IHerder herder, string host, int port, ConnectRestOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(herder);
        options ??= new ConnectRestOptions();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseUrls($"http://{(string.IsNullOrEmpty(host) ? "0.0.0.0" : host)}:{port}");
        var application = builder.Build();
        var forwarder = new RequestForwarder();
        var router = new RestRouter(
            [
                .. new RootEndpoints(herder).Routes, .. new ConnectorEndpoints(herder).Routes, .. new StateEndpoints(herder, options).Routes,
                .. new OffsetEndpoints(herder).Routes, .. new InternalEndpoints(options).Routes, .. new PluginEndpoints(herder).Routes,
                .. new LoggerEndpoints(options).Routes,
            ],
            forwarder);
        application.Run(context => ServeAsync(context, router));
        await application.StartAsync(cancellation).ConfigureAwait(false);
        return new ConnectRestServer(application, forwarder);
    }

    /// <summary>Stops listening; requests under way are cut off after a second.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1)))
        {
            await _application.StopAsync(limit.Token).ConfigureAwait(false);
        }
        await _application.DisposeAsync().ConfigureAwait(false);
        _forwarder.Dispose();
    }

    private static async Task ServeAsync(HttpContext context, RestRouter router)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var parts = target.Split('?', 2);
        var response = RequestPath.IsMalformed(parts[0]) ? RestErrors.BadMessage()
            : RequestPath.Violation(parts[0]) is { } violation ? RestErrors.BadUri(context.Request.Method, violation)
            : await router.AnswerAsync(await ReadAsync(context, target, parts).ConfigureAwait(false)).ConfigureAwait(false);
        await WriteAsync(context, response).ConfigureAwait(false);
    }

    private static async Task<RestRequest> ReadAsync(HttpContext context, string target, string[] parts)
    {
        var request = context.Request;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        return new RestRequest(
            request.Method,
            target,
            RequestPath.Segments(parts[0]),
            RequestPath.Query(parts.Length > 1 ? parts[1] : ""),
            request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray(),
            $"{request.Scheme}://{request.Host}",
            context.RequestAborted);
    }

    private static async Task WriteAsync(HttpContext context, RestResponse response)
    {
        context.Response.StatusCode = response.Status;
        if (response.Location is { } location)
        {
            context.Response.Headers.Location = location;
        }
        if (response.Allow is { } allow)
        {
            context.Response.Headers.Allow = allow;
        }
        if (response.Body is { } body)
        {
            context.Response.ContentType = response.ContentType;
            context.Response.ContentLength = body.Length;
            if (context.Request.Method != "HEAD")
            {
                await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
            }
        }
    }
}
