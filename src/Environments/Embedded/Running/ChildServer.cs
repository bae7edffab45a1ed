using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Embedded;

/// <summary>A server program that runs as a child process on a data folder of its own; both end with this object.</summary>
public abstract class ChildServer : IServerControl, IAsyncDisposable
{
    private readonly OwnedServer _server;

    private protected ChildServer(OwnedServer server) => _server = server;

    /// <summary>Its address, <c>host:port</c>.</summary>
    public string Address => _server.Address;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellation = default) => _server.StopAsync(cancellation);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellation = default) => _server.StartAsync(cancellation);

    /// <inheritdoc/>
    public Task PauseAsync(CancellationToken cancellation = default) => _server.PauseAsync(cancellation);

    /// <inheritdoc/>
    public Task ResumeAsync(CancellationToken cancellation = default) => _server.ResumeAsync(cancellation);

    /// <summary>Kills the server and removes its data.</summary>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _server.DisposeAsync();
    }

    /// <summary>Starts a server; where that fails, it and its folder are gone again.</summary>
    /// <param name="process">How it is started and asked.</param>
    /// <param name="folder">Its data folder; taken over.</param>
    /// <param name="start">What starts it.</param>
    private protected static async Task<OwnedServer> BeginAsync(ServerProcess process, RunFolder folder, Func<OwnedServer, Task> start)
    {
        var server = new OwnedServer(process, folder);
        try
        {
            await start(server).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
