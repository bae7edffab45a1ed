using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Embedded;

/// <summary>A server program as a child process with a data folder of its own: both end with this object. Its calls are made one after the other.</summary>
/// <param name="server">How it is started and asked.</param>
/// <param name="folder">Its data folder; taken over.</param>
internal sealed class OwnedServer(ServerProcess server, RunFolder folder) : IServerControl, IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);
    private ChildProcess? _process;

    /// <summary>Its port on 127.0.0.1, from the first start on.</summary>
    public int Port { get; private set; }

    /// <summary>Its address, <c>host:port</c>.</summary>
    public string Address => $"127.0.0.1:{Port}";

    /// <summary>Starts it for the first time.</summary>
    /// <param name="port">Its port; 0 for any.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="EnvironmentException">It does not come up; the message says why.</exception>
    public async Task StartAsync(int port, CancellationToken cancellation) => (_process, Port) = await server.StartAsync(port, cancellation).ConfigureAwait(false);

    public async Task StopAsync(CancellationToken cancellation = default)
    {
        if (_process is { } running)
        {
            // A frozen process takes its signals only when it is thawed.
            running.Signal(UnixSignal.Continue);
            running.Signal(UnixSignal.Terminate);
            await running.Exited.WaitAsync(StopLimit, cancellation).ConfigureAwait(false);
            await running.DisposeAsync().ConfigureAwait(false);
            _process = null;
        }
    }

    public async Task StartAsync(CancellationToken cancellation = default)
    {
        if (_process is null)
        {
            (_process, _) = await server.StartAsync(Port, cancellation).ConfigureAwait(false);
        }
    }

    public Task PauseAsync(CancellationToken cancellation = default) => _process?.SignalAsync(UnixSignal.Stop, cancellation) ?? Task.CompletedTask;

    public async Task ResumeAsync(CancellationToken cancellation = default)
    {
        if (_process is { } running)
        {
            running.Signal(UnixSignal.Continue);
            await server.AnswerAsync(Port, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Kills the server and removes its data.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is { } running)
        {
            await running.DisposeAsync().ConfigureAwait(false);
            _process = null;
        }
        folder.Dispose();
    }
}
