using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Group;
using Ms2Lab.Connect.Runtime.Rest;

namespace Ms2Lab.Connect.Runtime.Herders;

/// <content>What rebalances ask of this worker, and agreeing with the group on how far the config topic is read.</content>
internal sealed partial class DistributedHerder
{
    private const int CatchUpAttempts = 5;

    private readonly HashSet<ConnectorTaskId> _tasksToRestart = [];
    private Work _running = Work.None;
    private DateTimeOffset? _scheduledRebalance;
    private bool _isRebalanceResolved = true;
    private int _catchUpsLeft = CatchUpAttempts;

    /// <inheritdoc/>
    public async Task AssignedAsync(MemberShare share, int generation)
    {
        _log.Write(
            TaskLogLevel.Info,
            $"Joined group at generation {generation} with protocol version {share.Version}: {share.Work.Connectors.Count} connectors, {share.Work.Tasks.Count} tasks, revoked {share.Revoked.Connectors.Count} and {share.Revoked.Tasks.Count}, delay {share.Delay.TotalMilliseconds:F0} ms");
        _statuses.Generation = generation;
        _scheduledRebalance = share.Delay > TimeSpan.Zero ? _time.GetUtcNow() + share.Delay : null;
        _isRebalanceResolved = false;
        if (IsLeader)
        {
            RemoveOldStatuses();
            await ClaimWritesAsync().ConfigureAwait(false);
        }
        Wake();
    }

    /// <inheritdoc/>
    public async Task RevokedAsync(Work work)
    {
        // With protocol eager nothing has been started that was assigned in a round that was not followed up.
        if (!_isRebalanceResolved && Member.Version == ConnectProtocol.Eager)
        {
            return;
        }
        using (_stages.Begin($"stopping {work.Connectors.Count} connectors and {work.Tasks.Count} tasks"))
        {
            await Task.WhenAll(_worker.StopConnectorsAsync(work.Connectors), _worker.StopTasksAsync(work.Tasks)).ConfigureAwait(false);
        }
        _running = _running.Minus(work);
        foreach (var gone in work.Connectors.Union(work.Tasks.Select(t => t.Connector)).Where(c => !_configs.Contains(c)))
        {
            _statuses.ForgetTopics(gone);
        }
        using (_stages.Begin("flushing updates to the status topic"))
        {
            await _statuses.FlushAsync().ConfigureAwait(false);
        }
    }

    // Nobody runs what is no longer configured, so nobody else takes its status away.
    private void RemoveOldStatuses()
    {
        var configs = _store.Snapshot;
        foreach (var connector in _statuses.Known.Connectors)
        {
            if (!configs.Contains(connector))
            {
                _statuses.Remove(connector);
                continue;
            }
            var tasks = configs.Tasks(connector).ToHashSet();
            foreach (var (task, _) in _statuses.Known.Tasks(connector).Where(t => !tasks.Contains(new ConnectorTaskId(connector, t.Task))))
            {
                _statuses.RemoveTask(new ConnectorTaskId(connector, task));
            }
        }
    }

    /// <summary>Starts what the last round has assigned, once this worker knows the configurations of that round; false if another round is needed.</summary>
    private async Task<bool> CompleteRebalanceAsync()
    {
        if (_isRebalanceResolved || Member.Share is not { } share)
        {
            return true;
        }
        var isBehind = share.IsFailed ? IsLeader || _configs.Offset < share.ConfigOffset : _configs.Offset < share.ConfigOffset;
        var needsRejoin = share.IsFailed;
        if (_scheduledRebalance <= _time.GetUtcNow())
        {
            needsRejoin = true;
            _scheduledRebalance = null;
        }
        if (isBehind && !await ReadConfigsToEndAsync().ConfigureAwait(false))
        {
            needsRejoin = true;
        }
        if (needsRejoin || _configs.Offset != share.ConfigOffset)
        {
            Member.RequestRejoin();
            return false;
        }
        StartAssigned(share);
        _isRebalanceResolved = true;
        if (!share.Revoked.IsEmpty)
        {
            // What was given up finds its new owner in the next round.
            Member.RequestRejoin();
            return false;
        }
        return true;
    }

    private void StartAssigned(MemberShare share)
    {
        using (_stages.Begin("starting connectors and tasks after a rebalance"))
        {
            foreach (var connector in share.Work.Connectors.Except(_running.Connectors))
            {
                _ = LogFailureAsync(StartConnectorAsync(connector));
            }
            foreach (var task in share.Work.Tasks.Except(_running.Tasks.Except(_tasksToRestart)))
            {
                StartTask(task);
            }
        }
        _tasksToRestart.Clear();
        _running = share.Version == ConnectProtocol.Eager ? Work.None : share.Work;
    }

    /// <summary>Catches up with the config topic. A worker that cannot leaves the group for a while, and gives up its work after several attempts.</summary>
    private async Task<bool> ReadConfigsToEndAsync()
    {
        if (await RefreshConfigsAsync().ConfigureAwait(false))
        {
            _catchUpsLeft = CatchUpAttempts;
            _canReadConfigs = true;
            return true;
        }
        await Member.LeaveAsync("taking too long to read the log").ConfigureAwait(false);
        await BackOffAsync().ConfigureAwait(false);
        return false;
    }

    private async Task<bool> RefreshConfigsAsync()
    {
        using (_stages.Begin("reading to the end of the config topic"))
        {
            if (!await _store.RefreshAsync(_settings.SyncTimeout).ConfigureAwait(false))
            {
                _log.Write(TaskLogLevel.Warn, "Didn't reach end of config log quickly enough");
                _canReadConfigs = false;
                return false;
            }
            _configs = _store.Snapshot;
            return true;
        }
    }

    private async Task BackOffAsync()
    {
        if (Member.Version == ConnectProtocol.Eager)
        {
            await PauseAsync(_settings.UnsyncBackoff).ConfigureAwait(false);
        }
        else if (_catchUpsLeft > 0)
        {
            await PauseAsync(_settings.MaxRebalanceDelay / 10 / _catchUpsLeft--).ConfigureAwait(false);
        }
        else
        {
            await RevokedAsync(_running).ConfigureAwait(false);
            _catchUpsLeft = CatchUpAttempts;
        }
    }
}
