using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Cloud;
using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Validation;
using Ms2Lab.Connect.Runtime.Workers;
using Ms2Lab.Kafka.Client;

namespace Ms2Lab.Connect.Runtime;

/// <summary>A Connect worker in this process: REST interface, connectors and tasks on any Kafka.</summary>
public sealed class ConnectWorker : IAsyncDisposable
{
    private readonly ConnectRestServer _rest;
    private readonly StandaloneHerder _herder;
    private int _stopped;

    private ConnectWorker(ConnectRestServer rest, StandaloneHerder herder, string workerId)
    {
        _rest = rest;
        _herder = herder;
        WorkerId = workerId;
    }

    /// <summary>Where the REST interface answers.</summary>
    public Uri RestUrl => _rest.Url;

    /// <summary>host:port, the worker_id of statuses.</summary>
    public string WorkerId { get; }

    /// <summary>Starts a worker; when the task ends its REST interface answers.</summary>
    /// <param name="properties">The worker's properties, as in the file that connect-distributed takes.</param>
    /// <param name="plugins">The connectors, converters and transforms it knows.</param>
    /// <param name="time">The clock of every wait.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="log">Where it writes what happens; null for silence.</param>
    /// <exception cref="ConfigException">A property is missing or not valid.</exception>
    /// <exception cref="ConnectException">The cluster cannot be reached.</exception>
    public static async Task<ConnectWorker> StartAsync(
        IReadOnlyDictionary<string, string> properties, PluginRegistry plugins, TimeProvider time, CancellationToken cancellation = default, WorkerLog? log = null)
    {
        ArgumentNullException.ThrowIfNull(properties);
        ArgumentNullException.ThrowIfNull(plugins);
        foreach (var required in (string[])["bootstrap.servers", "group.id", "key.converter", "value.converter", "offset.storage.topic"])
        {
            if (!properties.ContainsKey(required))
            {
                throw new ConfigException($"Missing required configuration \"{required}\" which has no default value.");
            }
        }
        log ??= WorkerLog.Silent;
        plugins = plugins.With(PluginFolders.Load(properties.GetValueOrDefault("plugin.path"), log));
        var settings = new WorkerSettings(properties);
        var clusterId = await ClusterIdAsync(properties, time, cancellation).ConfigureAwait(false);
        var (host, port) = settings.Listener();
        var validator = new ConnectorValidator(plugins, settings.Validation());
        var fitting = new FittingRoom(properties);
        var herder = new StandaloneHerder(
            plugins, settings, new ConfigVariables(properties, plugins), c => validator.Validate(fitting.Fit(c).Config), clusterId, time,
            log);
        var options = new ConnectRestOptions { TopicTracking = settings.TracksTopics, TopicTrackingReset = settings.MayResetTopics };
        var rest = await ConnectRestServer.StartAsync(herder, host, port, options, cancellation).ConfigureAwait(false);
        await herder.ServeAsync(settings.WorkerId(rest.Url)).ConfigureAwait(false);
        return new ConnectWorker(rest, herder, settings.WorkerId(rest.Url));
    }

    /// <summary>Stops gracefully: no more requests, offsets committed, tasks and connectors stopped.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 0)
        {
            await _rest.DisposeAsync().ConfigureAwait(false);
            await _herder.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    private static async Task<string?> ClusterIdAsync(IReadOnlyDictionary<string, string> properties, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            await using var client = new KafkaClient(KafkaClientOptions.FromProperties(properties) with { Time = time });
            return (await client.RefreshMetadataAsync([], allowAutoCreate: false, cancellation).ConfigureAwait(false)).ClusterId;
        }
        catch (KafkaException e)
        {
            throw new ConnectException("Failed to connect to and describe Kafka cluster. Check worker's broker connection and security properties.", e);
        }
    }
}
