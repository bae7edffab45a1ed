using System.Text;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Workers;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Logs;

namespace Ms2Lab.Connect.Runtime.Configs;

/// <summary>
/// The group's configurations in a compacted topic of one partition, whose order all workers see alike. A write returns when it has been read back,
/// so that its author sees what it wrote. What only the leader may write goes through its transactional producer, if the group has one (KIP-618), and is
/// written on the herder's loop; the rest is safe for use from several threads.
/// </summary>
internal sealed class ConfigStore : IAsyncDisposable
{
    private static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(30);

    private readonly ConfigTable _table;
    private readonly TopicLog _log;
    private readonly TopicLogOptions _options;
    private readonly TimeProvider _time;
    private readonly LeaderWriter? _leader;

    /// <summary>A store that is empty before <see cref="StartAsync"/>.</summary>
    /// <param name="client">Connections to the cluster; they stay their owner's.</param>
    /// <param name="options">The topic.</param>
    /// <param name="transactionalId">Of the group's leader; null if it writes without transactions.</param>
    /// <param name="listener">Hears of changes.</param>
    /// <param name="log">The worker's log.</param>
    public ConfigStore(KafkaClient client, TopicLogOptions options, string? transactionalId, IConfigListener listener, WorkerLog log)
    {
        _leader = transactionalId is null ? null : new LeaderWriter(client, options.Topic, transactionalId);
        _options = options;
        _time = client.Options.Time;
        _table = new ConfigTable(listener, log);
        _log = new TopicLog(client, options, _table.Take);
    }

    /// <summary>The topic as far as it has been read.</summary>
    public ClusterConfig Snapshot => _table.Current;

    /// <summary>Creates or checks the topic and reads it to its end; from then on changes are told to the listener.</summary>
    /// <exception cref="ConfigException">The topic is not compacted or has more partitions than one.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        try
        {
            await _log.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (CleanupPolicyException e)
        {
            throw StorageTopics.NotCompacted(e, "config.storage.topic", "connector configurations");
        }
        if (_log.Partitions > 1)
        {
            throw new ConfigException($"Topic '{_options.Topic}' supplied via the 'config.storage.topic' property is required to have a single partition in order to guarantee consistency of connector configurations, but found {_log.Partitions} partitions.");
        }
        _table.IsLive = true;
    }

    /// <summary>Fences the leader before this one; has to be done before anything that only the leader may write.</summary>
    /// <exception cref="ConnectException">The coordinator refused or could not be reached.</exception>
    public async Task ClaimWritesAsync()
    {
        if (_leader is { } leader)
        {
            using var limit = new CancellationTokenSource(WriteLimit, _time);
            await leader.ClaimAsync(limit.Token).ConfigureAwait(false);
        }
    }

    public Task PutConnectorAsync(string connector, IReadOnlyDictionary<string, string?> config, TargetState? initial) => WriteAsync(
        "Error writing connector configuration to Kafka",
        async limit =>
        {
            List<(string, byte[]?)> records = initial is { } state ? [(ConfigKeys.TargetState + connector, ConfigJson.Target(state))] : [];
            await LeadAsync([.. records, (ConfigKeys.Connector + connector, ConfigJson.Properties(config))], limit).ConfigureAwait(false);
            await _log.ReadToEndAsync(limit).ConfigureAwait(false);
        });

    public Task RemoveConnectorAsync(string connector) => WriteAsync(
        "Error removing connector configuration from Kafka",
        async limit =>
        {
            await LeadAsync([(ConfigKeys.Connector + connector, null), (ConfigKeys.TargetState + connector, null)], limit).ConfigureAwait(false);
            await _log.ReadToEndAsync(limit).ConfigureAwait(false);
        });

    /// <summary>Writes the configurations of all tasks and then the commit that makes them count.</summary>
    public Task PutTasksAsync(string connector, IReadOnlyList<IReadOnlyDictionary<string, string>> configs) => WriteAsync(
        "Error writing task configurations to Kafka",
        async limit =>
        {
            await _log.ReadToEndAsync(limit).ConfigureAwait(false);
            if (configs.Count > 0)
            {
                await LeadAsync([.. configs.Select((c, i) => ($"{ConfigKeys.Task}{connector}-{i}", (byte[]?)ConfigJson.Properties(c!)))], limit).ConfigureAwait(false);
                await _log.ReadToEndAsync(limit).ConfigureAwait(false);
            }
            await LeadAsync([(ConfigKeys.Commit + connector, ConfigJson.Commit(configs.Count))], limit).ConfigureAwait(false);
            await _log.ReadToEndAsync(limit).ConfigureAwait(false);
        });

    /// <summary>Returns when it is written; it need not have been read back.</summary>
    public Task PutTargetAsync(string connector, TargetState state) => WriteAsync(
        "Error writing target state to Kafka", limit => SendAsync([(ConfigKeys.TargetState + connector, ConfigJson.Target(state))], limit));

    /// <summary>Says how many producers of tasks will have to be fenced before others start.</summary>
    public Task PutTaskCountAsync(string connector, int tasks) => WriteAsync(
        "Error writing task count record to Kafka",
        async limit =>
        {
            await LeadAsync([(ConfigKeys.TaskCount + connector, ConfigJson.TaskCount(tasks))], limit).ConfigureAwait(false);
            await _log.ReadToEndAsync(limit).ConfigureAwait(false);
        });

    public Task PutSessionKeyAsync(SessionKey key) => WriteAsync(
        "Error writing session key to Kafka",
        async limit =>
        {
            await LeadAsync([(ConfigKeys.SessionKey, ConfigJson.Key(key))], limit).ConfigureAwait(false);
            await _log.ReadToEndAsync(limit).ConfigureAwait(false);
        });

    public Task PutRestartAsync(RestartRequest request) => WriteAsync(
        $"Error writing restart request {{connectorName='{request.Connector}', onlyFailed={(request.OnlyFailed ? "true" : "false")}, includeTasks={(request.IncludeTasks ? "true" : "false")}}} to Kafka",
        async limit =>
        {
            await LeadAsync([(ConfigKeys.Restart + request.Connector, ConfigJson.Restart(request))], limit).ConfigureAwait(false);
            await _log.ReadToEndAsync(limit).ConfigureAwait(false);
        });

    /// <summary>Returns when it is written; it need not have been read back.</summary>
    public Task PutLoggerLevelAsync(string logger, string level) => WriteAsync(
        "Error writing logger level to Kafka", limit => SendAsync([(ConfigKeys.Logger + logger, ConfigJson.Level(level))], limit));

    /// <summary>Reads what was there at the time of the call; false if that takes longer than the limit.</summary>
    /// <exception cref="ConnectException">The topic cannot be read.</exception>
    public async Task<bool> RefreshAsync(TimeSpan limit)
    {
        using var expiry = new CancellationTokenSource(limit, _time);
        try
        {
            await _log.ReadToEndAsync(expiry.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (KafkaException e)
        {
            throw new ConnectException("Error trying to read to end of config log", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_leader is { } leader)
        {
            await leader.DisposeAsync().ConfigureAwait(false);
        }
        await _log.DisposeAsync().ConfigureAwait(false);
    }

    private Task LeadAsync(IReadOnlyList<(string Key, byte[]? Value)> records, CancellationToken limit) =>
        _leader?.WriteAsync(records.Select(r => (Encoding.UTF8.GetBytes(r.Key), r.Value)), limit) ?? SendAsync(records, limit);

    // All records are on their way before the first is awaited: one order, one round trip.
    private async Task SendAsync(IReadOnlyList<(string Key, byte[]? Value)> records, CancellationToken limit) => await Task.WhenAll(
        records.Select(r => _log.AppendAsync(Encoding.UTF8.GetBytes(r.Key), r.Value, partition: 0, limit)).ToList()).ConfigureAwait(false);

    private async Task WriteAsync(string failure, Func<CancellationToken, Task> write)
    {
        using var limit = new CancellationTokenSource(WriteLimit, _time);
        try
        {
            await write(limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is KafkaException or OperationCanceledException)
        {
            throw new ConnectException(failure, e);
        }
    }
}
