using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Embedded;

/// <summary>One start of an embedded environment: the ways of its parts.</summary>
internal sealed class EmbeddedStart(KitHome home, EnvironmentRequest request, StartedEnvironment environment, IProgress<PartProgress>? progress)
{
    private readonly ServerStore _store = new(home);
    private readonly TaskCompletionSource<string> _bootstrap = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Returns when every part is ready, or throws the first failure after all others have come to rest.</summary>
    public Task RunAsync(CancellationToken cancellation)
    {
        if (request.Time is IVirtualClock clock)
        {
            environment.Offer(clock);
        }
        return new PartStarts(progress).RunAsync(request.Parts.Each().Select(p => (p, WayOf(p))), cancellation);
    }

    private Func<CancellationToken, Task<string>> WayOf(Parts part) => part switch
    {
        Parts.Kafka => KafkaAsync,
        Parts.Connect => ConnectAsync,
        Parts.MySql => MySqlAsync,
        Parts.Redis => RedisAsync,
        Parts.Registry => RegistryAsync,
        _ => throw new EnvironmentException($"The embedded backend cannot start {part.ToText()}.", "Leave the part out (`lab up --only ...`), or use the external backend."),
    };

    private async Task<string> KafkaAsync(CancellationToken cancellation)
    {
        var cluster = await KafkaCluster.StartAsync(request, cancellation).ConfigureAwait(false);
        environment.Add(cluster, e => e with { Bootstrap = cluster.BootstrapServers, BootstrapElsewhere = cluster.BootstrapElsewhere });
        _bootstrap.SetResult(cluster.BootstrapServers);
        return cluster.BootstrapServers;
    }

    private async Task<string> ConnectAsync(CancellationToken cancellation)
    {
        var bootstrap = await _bootstrap.Task.WaitAsync(cancellation).ConfigureAwait(false);
        var workers = await WorkerCluster.StartAsync(request, bootstrap, cancellation).ConfigureAwait(false);
        var addresses = workers.Workers.Select(w => w.GetLeftPart(UriPartial.Authority)).ToList();
        environment.Add(workers, e => e with { Connect = addresses });
        return string.Join(' ', addresses);
    }

    private async Task<string> RegistryAsync(CancellationToken cancellation)
    {
        var bootstrap = request.Parts.HasFlag(Parts.Kafka) ? await _bootstrap.Task.WaitAsync(cancellation).ConfigureAwait(false) : null;
        var registry = await RegistryServer.StartAsync(request, bootstrap, cancellation).ConfigureAwait(false);
        environment.Add(registry, e => e with { Registry = registry.Address });
        return registry.Address;
    }

    private async Task<string> MySqlAsync(CancellationToken cancellation)
    {
        var command = await _store.GetAsync(ServerKind.MySql, Fetching(Parts.MySql), cancellation).ConfigureAwait(false);
        var server = await MySqlServer.StartAsync(command, home, request.Ports.MySql, request.Databases, Fetching(Parts.MySql), cancellation).ConfigureAwait(false);
        environment.Add(server, e => e with { MySql = server.Address });
        return $"{server.Address}, version {command.Version}";
    }

    private async Task<string> RedisAsync(CancellationToken cancellation)
    {
        var command = await _store.GetAsync(ServerKind.Redis, Fetching(Parts.Redis), cancellation).ConfigureAwait(false);
        var server = await RedisServer.StartAsync(command, home, request.Ports.Redis, cancellation).ConfigureAwait(false);
        environment.Add(server, e => e with { Redis = server.Address });
        return $"{server.Address}, version {command.Version}";
    }

    private Action<string, double?> Fetching(Parts part) => (text, share) => progress?.Report(new PartProgress(part, PartStage.Fetching, text, share));
}
