using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Cloud;
using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Validation;
using Ms2Lab.Connect.Runtime.Workers;
using Ms2Lab.Kafka.Client;

namespace Ms2Lab.Connect.Runtime;

/// <summary>A Connect worker in this process: a member of a worker group on any Kafka, with its REST interface, connectors and tasks.</summary>
public sealed class ConnectWorker : IAsyncDisposable
{
    private readonly ConnectRestServer _rest;
    private readonly DistributedHerder _herder;
    private int _ended;

    private ConnectWorker(ConnectRestServer rest, DistributedHerder herder, string workerId)
    {
        _rest = rest;
        _herder = herder;
        WorkerId = workerId;
    }

    /// <summary>Where the REST interface answers.</summary>
    public Uri RestUrl => _rest.Url;

    /// <summary>host:port, the worker_id of statuses.</summary>
    public string WorkerId { get; }

    /// <summary>Ends when the worker has ended; with an exception if it could not go on.</summary>
    public Task Completion => _herder.Completion;

    /// <summary>Ends when the worker has joined its group; fails if it ended before.</summary>
    public Task Joined => _herder.Joined;

    /// <summary>Starts a worker; when the task ends it has read its internal topics and its REST interface answers.</summary>
    /// <param name="properties">The worker's properties, as in the file that connect-distributed takes.</param>
    /// <param name="plugins">The connectors, converters and transforms it knows.</param>
    /// <param name="time">The clock of every wait.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="log">Where it writes what happens; null for silence.</param>
    /// <exception cref="ConfigException">A property is missing or not valid, or an internal topic is not as it must be.</exception>
    /// <exception cref="ConnectException">The cluster cannot be reached.</exception>
    /// <exception cref="KafkaException">An internal topic cannot be made or read.</exception>
    /// <exception cref="IOException">The address of the REST interface cannot be bound.</exception>
    public static async Task<ConnectWorker> StartAsync(
        IReadOnlyDictionary<string, string> properties, PluginRegistry plugins, TimeProvider time, CancellationToken cancellation = default, WorkerLog? log = null)
    {
        ArgumentNullException.ThrowIfNull(properties);
        ArgumentNullException.ThrowIfNull(plugins);
        log ??= WorkerLog.Silent;
        plugins = plugins.With(PluginFolders.Load(properties.GetValueOrDefault("plugin.path"), log));
        var variables = new ConfigVariables(properties, plugins);
        properties = variables.Resolve(properties);
        var settings = new WorkerSettings(properties);
        settings.CheckGroup();
        var clusterId = await ClusterIdAsync(properties, time, cancellation).ConfigureAwait(false);
        var (host, port) = settings.Listener();
        var loggers = new WorkerLoggers(time);
        var validator = new ConnectorValidator(plugins, settings.Validation());
        var fitting = new FittingRoom(properties);
        var herder = new DistributedHerder(
            plugins, settings, variables, c => validator.Validate(fitting.Fit(c).Config), loggers, clusterId, time, log);
        ConnectRestServer? rest = null;
        try
        {
            var options = new ConnectRestOptions { Group = herder, Loggers = loggers, TopicTracking = settings.TracksTopics, TopicTrackingReset = settings.MayResetTopics };
            rest = await ConnectRestServer.StartAsync(herder, host, port, options, cancellation).ConfigureAwait(false);
            var workerId = settings.WorkerId(rest.Url);
            await herder.StartAsync(workerId, $"http://{workerId}/", cancellation).ConfigureAwait(false);
            return new ConnectWorker(rest, herder, workerId);
        }
        catch
        {
            if (rest is not null)
            {
                await rest.DisposeAsync().ConfigureAwait(false);
            }
            await herder.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops gracefully: no more requests, offsets committed, tasks and connectors stopped, the group left.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            await _rest.DisposeAsync().ConfigureAwait(false);
            await _herder.StopAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Ends at once, as a process that is killed: nothing is committed, no status written, the group hears nothing.</summary>
    public async Task KillAsync()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            await Task.WhenAll(_herder.AbandonAsync(), _rest.DisposeAsync().AsTask()).ConfigureAwait(false);
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
