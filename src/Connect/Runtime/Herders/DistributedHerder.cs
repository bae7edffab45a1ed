using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Configs;
using Ms2Lab.Connect.Runtime.Group;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Status;
using Ms2Lab.Connect.Runtime.Workers;
using Ms2Lab.Kafka.Client;

namespace Ms2Lab.Connect.Runtime.Herders;

/// <summary>
/// The herder of a worker in a group (org.apache.kafka.connect.runtime.distributed.DistributedHerder). One loop owns all state: it keeps the membership,
/// carries out rebalances, runs requests and follows the config topic, one after the other. Everybody else puts work into the queue of requests or reads
/// immutable snapshots.
/// </summary>
internal sealed partial class DistributedHerder : IHerder, IWorkerGroupRequests, IRebalanceListener, IAsyncDisposable
{
    private static readonly TimeSpan Forever = TimeSpan.FromDays(20);

    private readonly CancellationTokenSource _stop = new();
    private readonly WorkerSettings _settings;
    private readonly ConfigVariables _variables;
    private readonly Func<IReadOnlyDictionary<string, string?>, ConfigInfos> _validate;
    private readonly TimeProvider _time;
    private readonly WorkerLog _log;
    private readonly KafkaClient _client;
    private readonly HerderStages _stages;
    private readonly HerderRequests _requests;
    private readonly ConfigUpdates _updates;
    private readonly SessionKeys _keys;
    private readonly LeaderClient _leaderClient;
    private readonly ConfigStore _store;
    private readonly StatusStore _statuses;
    private volatile ClusterConfig _configs = ClusterConfig.Empty;
    private readonly TaskCompletionSource _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Worker _worker = null!;
    private WorkerCoordinator? _member;
    private KafkaClient? _memberClient;
    private Task _loop = Task.CompletedTask;
    private string _workerId = "";
    private bool _canReadConfigs = true;

    public DistributedHerder(
        PluginRegistry plugins, WorkerSettings settings, ConfigVariables variables, Func<IReadOnlyDictionary<string, string?>, ConfigInfos> validate,
        WorkerLoggers loggers, string? clusterId, TimeProvider time, WorkerLog log)
    {
        Plugins = plugins;
        KafkaClusterId = clusterId;
        _settings = settings;
        _variables = variables;
        _validate = validate;
        _time = time;
        _log = log;
        _stages = new HerderStages(time);
        _requests = new HerderRequests(time, _stages, Wake);
        _keys = new SessionKeys(settings, time);
        _leaderClient = new LeaderClient(_keys);
        _updates = new ConfigUpdates(() => _configs, _keys, loggers, Wake);
        _client = new KafkaClient(KafkaClientOptions.FromProperties(settings.Properties) with { Time = time });
        var configTopic = StorageTopics.Options(settings.Properties, "config", 1) with { IsolationLevel = settings.InternalIsolation };
        _store = new ConfigStore(_client, configTopic, settings.LeaderTransactionalId, _updates, log);
        _statuses = new StatusStore(_client, StorageTopics.Options(settings.Properties, "status", 5), log);
    }

    /// <inheritdoc/>
    public PluginRegistry Plugins { get; }

    /// <inheritdoc/>
    public string? KafkaClusterId { get; }

    /// <inheritdoc/>
    public bool IsReady => _joined.Task.IsCompletedSuccessfully;

    /// <summary>Ends when the worker has joined its group for the first time; fails if it ended before.</summary>
    public Task Joined => _joined.Task;

    /// <summary>Ends when the herder has stopped, with the exception that ended it if one did.</summary>
    public Task Completion => _loop;

    /// <summary>Reads the internal topics and begins to take part in the group.</summary>
    /// <param name="workerId">host:port of the worker, known when its REST interface listens.</param>
    /// <param name="restUrl">Where the other workers reach it.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="ConfigException">An internal topic is not as it must be.</exception>
    /// <exception cref="KafkaException">An internal topic cannot be made or read.</exception>
    public async Task StartAsync(string workerId, string restUrl, CancellationToken cancellation)
    {
        _workerId = workerId;
        _worker = new Worker(Plugins, _settings, _variables, _statuses, _time, _log, workerId);
        using (_stages.Begin("initializing and reading to the end of internal topics"))
        {
            await _worker.StartAsync().ConfigureAwait(false);
            await Task.WhenAll(_statuses.StartAsync(cancellation), _store.StartAsync(cancellation)).ConfigureAwait(false);
        }
        _configs = _store.Snapshot;
        if (_configs.SessionKey is { } key)
        {
            _keys.Learn(key);
        }
        var clientId = _settings.Properties.GetValueOrDefault("client.id", "");
        _memberClient = new KafkaClient(_client.Options with { ClientId = clientId.Length > 0 ? clientId : $"connect-{workerId}" });
        _member = new WorkerCoordinator(_memberClient, _settings, restUrl, () => _store.Snapshot, this);
        _loop = Task.Run(LoopAsync, CancellationToken.None);
    }

    /// <summary>Stops gracefully: work is stopped and reported unassigned, then the group is left.</summary>
    public async Task StopAsync()
    {
        await EndLoopAsync().ConfigureAwait(false);
        using (_stages.Begin("shutting down"))
        {
            await _worker.StopConnectorsAsync(_worker.Connectors).ConfigureAwait(false);
            await _worker.StopTasksAsync(_worker.Tasks).ConfigureAwait(false);
            await _statuses.FlushAsync().ConfigureAwait(false);
        }
        if (_member is { } member)
        {
            await member.LeaveAsync("the worker is shutting down").ConfigureAwait(false);
        }
        await CloseAsync().ConfigureAwait(false);
    }

    /// <summary>Ends at once, as a process that is killed: nothing is committed, reported or said to the group.</summary>
    public async Task AbandonAsync()
    {
        _member?.Abandon();
        await _stop.CancelAsync().ConfigureAwait(false);
        await _worker.AbandonAsync().ConfigureAwait(false); // the loop may be waiting for a task to stop
        await EndLoopAsync().ConfigureAwait(false);
        await _worker.AbandonAsync().ConfigureAwait(false); // what the loop had just begun
        await CloseAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_stop.IsCancellationRequested)
        {
            await StopAsync().ConfigureAwait(false);
        }
    }

    private async Task EndLoopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        Wake();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _requests.Close();
    }

    private async Task CloseAsync()
    {
        if (_member is { } member)
        {
            await member.DisposeAsync().ConfigureAwait(false);
            await _memberClient!.DisposeAsync().ConfigureAwait(false);
        }
        await _store.DisposeAsync().ConfigureAwait(false);
        await _statuses.DisposeAsync().ConfigureAwait(false);
        await _worker.DisposeAsync().ConfigureAwait(false);
        await _client.DisposeAsync().ConfigureAwait(false);
        _leaderClient.Dispose();
        _variables.Dispose();
        _stop.Dispose();
    }

    private void Wake() => _member?.Wakeup();

    private async Task LoopAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await TurnAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (_stop.IsCancellationRequested)
            {
                _log.Write(TaskLogLevel.Debug, $"The herder was stopped on its way: {e.Message}");
            }
            catch (Exception e) when (e is KafkaException { IsRetriable: true } or ConnectException)
            {
                _log.Write(TaskLogLevel.Error, $"The herder tries again after\n{JavaTrace.Of(e)}");
                _canReadConfigs = false;
                await PauseAsync(_client.Options.RetryBackoff).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                _log.Write(TaskLogLevel.Error, $"Uncaught exception in herder work thread, exiting:\n{JavaTrace.Of(e)}");
                _joined.TrySetException(e);
                throw;
            }
        }
        _joined.TrySetException(new ConnectException("Worker is shutting down"));
    }

    private async Task TurnAsync()
    {
        if (!_canReadConfigs && !await ReadConfigsToEndAsync().ConfigureAwait(false))
        {
            return;
        }
        using (_stages.Begin("ensuring membership in the cluster"))
        {
            if (!await Member.EnsureActiveAsync().ConfigureAwait(false))
            {
                return;
            }
        }
        if (!await CompleteRebalanceAsync().ConfigureAwait(false))
        {
            return;
        }
        if (!await ReclaimWritesAsync().ConfigureAwait(false))
        {
            return;
        }
        _joined.TrySetResult();
        await RenewKeyAsync().ConfigureAwait(false);
        // What the config topic has told in between comes first, so that later requests are not refused for it.
        while (!_updates.IsRebalanceNeeded && !_isFencedFromConfigs && _requests.Next() is { } request)
        {
            await request().ConfigureAwait(false);
        }
        if (_isFencedFromConfigs)
        {
            return;
        }
        await CarryOutRestartsAsync().ConfigureAwait(false);
        if (await FollowConfigsAsync().ConfigureAwait(false))
        {
            return;
        }
        using (_stages.Begin("polling the group coordinator until interrupted"))
        {
            await Member.PollAsync(UntilNextTurn()).ConfigureAwait(false);
        }
        await CompleteRebalanceAsync().ConfigureAwait(false);
    }

    private WorkerCoordinator Member => _member!;

    private bool IsLeader => Member.IsLeader;

    private bool IsSigned => Member.Version >= ConnectProtocol.Sessioned;

    private TimeSpan UntilNextTurn()
    {
        var next = _scheduledRebalance;
        if (IsLeader && IsSigned && _keys.Expiry is { } expiry && !(next < expiry))
        {
            next = expiry;
        }
        if (next is null)
        {
            return Forever;
        }
        _isRebalanceResolved &= _scheduledRebalance is null;
        var left = next.Value - _time.GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private async Task RenewKeyAsync()
    {
        if (IsLeader && IsSigned && _keys.RenewIfDue() is { } key)
        {
            await WriteAsLeaderAsync("writing a new session key to the config topic", () => _store.PutSessionKeyAsync(key)).ConfigureAwait(false);
        }
    }

    // Cut short when the worker stops.
    private async Task PauseAsync(TimeSpan pause) =>
        await Task.Delay(pause, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
