using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime;
using Ms2Lab.Environments.Core;
using Ms2Lab.Kafka.Client;

namespace Ms2Lab.Environments.Embedded;

/// <summary>The Connect workers of an environment, in this process, in one group. The list of workers is guarded by its lock.</summary>
internal sealed class WorkerCluster : IWorkerControl, IAsyncDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);

    private readonly List<Place> _places = [];
    private readonly EnvironmentRequest _request;
    private readonly string _bootstrap;

    private WorkerCluster(EnvironmentRequest request, string bootstrap)
    {
        _request = request;
        _bootstrap = bootstrap;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Uri> Workers
    {
        get
        {
            lock (_places)
            {
                return [.. _places.Where(p => p.Worker is not null).Select(p => p.Url)];
            }
        }
    }

    /// <summary>Starts the workers that a request asks for, on 127.0.0.1; each has joined the group and answers.</summary>
    /// <exception cref="EnvironmentException">A port is taken, a property is wrong, or a worker does not answer.</exception>
    public static async Task<WorkerCluster> StartAsync(EnvironmentRequest request, string bootstrap, CancellationToken cancellation)
    {
        var cluster = new WorkerCluster(request, bootstrap);
        try
        {
            foreach (var port in PortSequence.From(request.Ports.Connect, request.ConnectWorkers, "Connect"))
            {
                await cluster.LaunchAsync(port, cancellation).ConfigureAwait(false);
            }
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task KillAsync(Uri worker, CancellationToken cancellation = default) => Take(worker).KillAsync();

    /// <inheritdoc/>
    public Task StopAsync(Uri worker, CancellationToken cancellation = default) => Take(worker).StopAsync();

    /// <inheritdoc/>
    public Task<Uri> StartAsync(Uri? worker = null, CancellationToken cancellation = default)
    {
        lock (_places)
        {
            if (worker is not null && !_places.Exists(p => p.Url == worker && p.Worker is null))
            {
                throw new EnvironmentException($"No ended worker {worker} can be started.", "Name one that was ended before, or none for a further worker.");
            }
        }
        return LaunchAsync(worker?.Port ?? 0, cancellation);
    }

    /// <summary>Stops every worker gracefully, the last one first.</summary>
    public async ValueTask DisposeAsync()
    {
        List<Place> places;
        lock (_places)
        {
            places = [.. _places];
            _places.Clear();
        }
        foreach (var place in Enumerable.Reverse(places))
        {
            await (place.Worker?.StopAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        }
    }

    private async Task<Uri> LaunchAsync(int port, CancellationToken cancellation)
    {
        var worker = await CreateAsync(WorkerDefaults.For(_bootstrap, port, _request.WorkerConfig), cancellation).ConfigureAwait(false);
        lock (_places)
        {
            _places.RemoveAll(p => p.Url == worker.RestUrl);
            _places.Add(new Place(worker.RestUrl, worker));
        }
        await worker.Joined.WaitAsync(AnswerLimit, cancellation).ConfigureAwait(false);
        await PartProbe.UntilAnswerAsync("The Connect worker", c => RestProbe.AskConnectAsync(worker.RestUrl, c), AnswerLimit, cancellation).ConfigureAwait(false);
        return worker.RestUrl;
    }

    private async Task<ConnectWorker> CreateAsync(IReadOnlyDictionary<string, string> properties, CancellationToken cancellation)
    {
        try
        {
            return await ConnectWorker.StartAsync(properties, EmbeddedPlugins.Registry(), _request.Time, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IJavaNamed or IOException or KafkaException)
        {
            throw new EnvironmentException($"The Connect worker did not start: {e.Message}", "", e);
        }
    }

    private ConnectWorker Take(Uri url)
    {
        lock (_places)
        {
            var index = _places.FindIndex(p => p.Url == url && p.Worker is not null);
            if (index < 0)
            {
                throw new EnvironmentException($"No worker runs at {url}.", $"Those that run: {string.Join(", ", _places.Where(p => p.Worker is not null).Select(p => p.Url))}.");
            }
            var worker = _places[index].Worker!;
            _places[index] = _places[index] with { Worker = null };
            return worker;
        }
    }

    private sealed record Place(Uri Url, ConnectWorker? Worker);
}
