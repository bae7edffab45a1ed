using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Configs;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Tasks.Sources;

namespace Ms2Lab.Connect.Runtime.Herders;

/// <content>
/// Exactly-once sources (KIP-618): before tasks of a new generation start, the leader has the producers of the earlier one fenced and writes down how many
/// producers the new one has. What only the leader writes goes through here, as another leader may have fenced this one.
/// </content>
internal sealed partial class DistributedHerder
{
    private static readonly TimeSpan ClaimPause = TimeSpan.FromMilliseconds(250);

    // Rounds under way by connector, with the generation of tasks they are for; owned by the loop.
    private readonly Dictionary<string, (long? Generation, Task Round)> _fencings = new(StringComparer.Ordinal);
    private bool _isFencedFromConfigs;

    /// <inheritdoc/>
    public async Task FenceZombieSourceTasksAsync(string connector, InternalRequestSignature signature, CancellationToken cancellation)
    {
        CheckSignature(signature);
        await _requests.LimitAsync(RoundAsync(connector), cancellation).ConfigureAwait(false);
    }

    /// <summary>What a task that starts now has to ask for; it is bound to the generation that it is started with.</summary>
    private TaskPreflight Preflight(ConnectorTaskId task)
    {
        var generation = _configs.TaskGeneration(task.Connector);
        return new TaskPreflight(
            stopping => AskToFenceAsync(task.Connector, stopping).WaitAsync(stopping),
            stopping => VerifyAsync(task, generation).WaitAsync(stopping));
    }

    // The leader may be another worker.
    private async Task AskToFenceAsync(string connector, CancellationToken cancellation)
    {
        string? leader;
        try
        {
            await RoundAsync(connector).ConfigureAwait(false);
            return;
        }
        catch (RequestTargetException)
        {
            leader = Member.Share?.LeaderUrl;
        }
        if (string.IsNullOrEmpty(leader))
        {
            throw new ConnectException("Request to leader to perform zombie fencing failed because the URL of the leader's REST interface is empty!");
        }
        await _leaderClient.FenceAsync(leader, connector, IsSigned, cancellation).ConfigureAwait(false);
    }

    private async Task VerifyAsync(ConnectorTaskId task, long? generation)
    {
        if (!await _store.RefreshAsync(Forever).ConfigureAwait(false))
        {
            throw new ConnectException("Failed to read to end of config topic");
        }
        await _requests.Enqueue(() =>
        {
            _configs = _store.Snapshot;
            if (_configs.TaskGeneration(task.Connector) != generation)
            {
                throw new ConnectException($"Cannot start source task {task} with exactly-once support as the connector has already generated a new set of task configs");
            }
            return Member.Share?.Work.Tasks.Contains(task) == true
                ? Task.FromResult(true)
                : throw new ConnectException($"Cannot start source task {task} as it has already been revoked from this worker");
        }).ConfigureAwait(false);
    }

    private async Task<bool> RoundAsync(string connector)
    {
        var round = await _requests.Enqueue(() => BeginRoundAsync(connector)).ConfigureAwait(false);
        await round.ConfigureAwait(false);
        return true;
    }

    // On the loop; the requests to brokers, which may take long, go on beside it.
    private async Task<Task> BeginRoundAsync(string connector)
    {
        RequireLeader("Only the leader may perform zombie fencing.");
        if (!_configs.Contains(connector))
        {
            throw NotFound(connector);
        }
        if (TypeOf(_configs.Config(connector)) != "source")
        {
            throw new RestException(400, $"Connector {connector} is not a source connector");
        }
        if (!await RefreshConfigsAsync().ConfigureAwait(false))
        {
            throw new ConnectException("Failed to read to end of config topic before performing zombie fencing");
        }
        if (!_configs.NeedsFencing(connector))
        {
            return Task.CompletedTask;
        }
        // Where there is one task and was one, the new one fences the old by its transactional id.
        var (before, now) = (_configs.TaskCountRecord(connector), _configs.TaskCount(connector));
        if (before is { } count && (count != 1 || now != 1))
        {
            return JoinRound(connector, count, now);
        }
        await WriteTaskCountAsync(connector, now).ConfigureAwait(false);
        return Task.CompletedTask;
    }

    private Task JoinRound(string connector, int before, int now)
    {
        var generation = _configs.TaskGeneration(connector);
        if (!_fencings.TryGetValue(connector, out var fencing) || fencing.Generation != generation || fencing.Round.IsCompleted)
        {
            fencing = (generation, FenceAsync(connector, _configs.Config(connector)!, before, now, generation));
            _fencings[connector] = fencing;
        }
        return fencing.Round;
    }

    private async Task FenceAsync(string connector, IReadOnlyDictionary<string, string?> config, int before, int now, long? generation)
    {
        try
        {
            await _worker.FenceZombiesAsync(connector, config, before, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not ConnectException)
        {
            throw new ConnectException("Failed to perform zombie fencing", e);
        }
        await _requests.Enqueue(async () =>
        {
            if (!await RefreshConfigsAsync().ConfigureAwait(false))
            {
                throw new ConnectException("Failed to read to end of config topic");
            }
            if (_configs.TaskGeneration(connector) != generation)
            {
                throw new RestException(409, "Fencing failed because new task configurations were generated for the connector");
            }
            await WriteTaskCountAsync(connector, now).ConfigureAwait(false);
            _fencings.Remove(connector);
            return true;
        }).ConfigureAwait(false);
    }

    private Task WriteTaskCountAsync(string connector, int count) =>
        WriteAsLeaderAsync($"writing a task count record for connector {connector} to the config topic", () => _store.PutTaskCountAsync(connector, count));

    private async Task WriteAsLeaderAsync(string what, Func<Task> write)
    {
        using (_stages.Begin(what))
        {
            try
            {
                await write().ConfigureAwait(false);
            }
            catch (PrivilegedWriteException e)
            {
                _log.Write(TaskLogLevel.Warn, $"Failed to write to config topic as leader; writing will be claimed again if this worker still leads.\n{JavaTrace.Of(e)}");
                _isFencedFromConfigs = true;
                throw new ConnectException("Failed to write to config topic; this may be due to a transient error and the request can be safely retried", e);
            }
        }
    }

    // When this worker has become the leader.
    private async Task ClaimWritesAsync()
    {
        try
        {
            await _store.ClaimWritesAsync().ConfigureAwait(false);
            _isFencedFromConfigs = false;
        }
        catch (ConnectException e)
        {
            _log.Write(TaskLogLevel.Error, $"Unable to claim write privileges for config topic.\n{JavaTrace.Of(e)}");
            _isFencedFromConfigs = true;
        }
    }

    /// <summary>Claims writing again where this worker was fenced and still leads; false if it has to wait.</summary>
    private async Task<bool> ReclaimWritesAsync()
    {
        if (!_isFencedFromConfigs)
        {
            return true;
        }
        if (!IsLeader)
        {
            // Fenced by the leader that has followed this one.
            _isFencedFromConfigs = false;
            return true;
        }
        using (_stages.Begin("reclaiming write privileges for the config topic"))
        {
            await ClaimWritesAsync().ConfigureAwait(false);
        }
        if (_isFencedFromConfigs)
        {
            await PauseAsync(ClaimPause).ConfigureAwait(false);
        }
        return !_isFencedFromConfigs;
    }
}
