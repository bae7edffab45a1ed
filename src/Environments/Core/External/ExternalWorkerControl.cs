using System.Diagnostics;

namespace Ms2Lab.Environments.Core;

/// <summary>Ends and starts the worker processes that an endpoints file lists under <c>workers</c>: being listed there is the permission.</summary>
/// <remarks>State is guarded by the lock on the list.</remarks>
internal sealed class ExternalWorkerControl : IWorkerControl, IAsyncDisposable
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly List<ControlledWorker> _workers;

    public ExternalWorkerControl(IReadOnlyList<WorkerEndpoint> workers) => _workers = [.. workers.Select(w => new ControlledWorker(w))];

    public IReadOnlyList<Uri> Workers
    {
        get
        {
            lock (_workers)
            {
                return [.. _workers.Where(w => w.Pid is not null).Select(w => w.Url)];
            }
        }
    }

    public Task KillAsync(Uri worker, CancellationToken cancellation = default) => EndAsync(worker, UnixSignal.Kill, cancellation);

    public Task StopAsync(Uri worker, CancellationToken cancellation = default) => EndAsync(worker, UnixSignal.Terminate, cancellation);

    public async Task<Uri> StartAsync(Uri? worker = null, CancellationToken cancellation = default)
    {
        ControlledWorker found;
        lock (_workers)
        {
            found = _workers.Find(w => w.Pid is null && w.Start is not null && (worker is null || w.Url == worker))
                ?? throw new EnvironmentException($"No ended worker {worker} can be started.", "Give it a \"start\" command in the endpoints file.");
            found.Owned = ChildProcess.Start(found.Start![0], found.Start.Skip(1), null);
            found.Pid = found.Owned.Id;
        }
        await PartProbe.UntilAnswerAsync($"The Connect worker {found.Url}", c => RestProbe.AskConnectAsync(found.Url, c), StartLimit, cancellation).ConfigureAwait(false);
        return found.Url;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            if (worker.Owned is { } process)
            {
                await process.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task EndAsync(Uri worker, UnixSignal signal, CancellationToken cancellation)
    {
        ControlledWorker found;
        int pid;
        lock (_workers)
        {
            found = _workers.Find(w => w.Url == worker && w.Pid is not null)
                ?? throw new EnvironmentException($"No worker runs at {worker} that may be ended.", "List it with its pid under \"workers\" in the endpoints file.");
            pid = found.Pid!.Value;
            found.Pid = null;
        }
        using var within = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        within.CancelAfter(EndLimit);
        if (found.Owned is { } owned)
        {
            owned.Signal(signal);
            await owned.Exited.WaitAsync(within.Token).ConfigureAwait(false);
            await owned.DisposeAsync().ConfigureAwait(false);
            found.Owned = null;
            return;
        }
        try
        {
            using var process = Process.GetProcessById(pid);
            signal.SendTo(pid);
            await process.WaitForExitAsync(within.Token).ConfigureAwait(false);
        }
        catch (ArgumentException e)
        {
            throw new EnvironmentException($"The worker {worker} has no process {pid} any more.", "Write a fresh endpoints file.", e);
        }
    }

    private sealed class ControlledWorker(WorkerEndpoint endpoint)
    {
        public Uri Url { get; } = EndpointAddress.ToUri(endpoint.Url);

        public IReadOnlyList<string>? Start { get; } = endpoint.Start is { Count: > 0 } ? endpoint.Start : null;

        public int? Pid { get; set; } = endpoint.Pid;

        public ChildProcess? Owned { get; set; }
    }
}
