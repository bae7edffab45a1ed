using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Configs;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Status;

namespace Ms2Lab.Connect.Runtime.Herders;

/// <content>What changes something: most of it is the leader's to do, restarts of single objects their owner's.</content>
internal sealed partial class DistributedHerder
{
    /// <inheritdoc/>
    public async Task<(bool Created, ConnectorInfo Info)> PutConnectorConfigAsync(
        string name, IReadOnlyDictionary<string, string?> config, TargetState? initialState, bool allowReplace, CancellationToken cancellation)
    {
        // Validation runs a plugin's code, which must not hold up the loop.
        var infos = await Task.Run(() => Validate(config), cancellation).ConfigureAwait(false);
        return await _requests.RunAsync(
            async () =>
            {
                if (infos.ErrorCount > 0)
                {
                    throw new RestException(400, ValidationText.Of(infos));
                }
                RequireLeader("Only the leader can set connector configs.");
                var exists = _configs.Contains(name);
                if (!allowReplace && exists)
                {
                    throw new AlreadyExistsException($"Connector {name} already exists");
                }
                await WriteAsLeaderAsync(
                    $"writing a config for connector {name} to the config topic", () => _store.PutConnectorAsync(name, config, initialState)).ConfigureAwait(false);
                return (!exists, new ConnectorInfo(name, config, [.. _configs.Tasks(name)], TypeOf(config)));
            },
            cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ConnectorInfo> PatchConnectorConfigAsync(string name, IReadOnlyDictionary<string, string?> patch, CancellationToken cancellation)
    {
        var current = await _requests.RunAsync(
            () =>
            {
                RequireLeader("Only the leader can set connector configs.");
                return Task.FromResult(_store.Snapshot.Config(name) ?? throw NotFound(name));
            },
            cancellation).ConfigureAwait(false);
        var patched = new Dictionary<string, string?>(current, StringComparer.Ordinal);
        foreach (var (key, value) in patch)
        {
            if (value is null)
            {
                patched.Remove(key);
            }
            else
            {
                patched[key] = value;
            }
        }
        return (await PutConnectorConfigAsync(name, patched, null, allowReplace: true, cancellation).ConfigureAwait(false)).Info;
    }

    /// <inheritdoc/>
    public Task DeleteConnectorAsync(string name, CancellationToken cancellation) => _requests.RunAsync(
        async () =>
        {
            RequireLeader("Only the leader can delete connector configs.");
            if (!_configs.Contains(name))
            {
                throw NotFound(name);
            }
            await WriteAsLeaderAsync(
                $"removing the config for connector {name} from the config topic", () => _store.RemoveConnectorAsync(name)).ConfigureAwait(false);
            return true;
        },
        cancellation);

    /// <inheritdoc/>
    public async Task SetTargetStateAsync(string name, TargetState state, CancellationToken cancellation)
    {
        if (state == TargetState.Stopped)
        {
            await _requests.RunAsync(() => StopConnectorAsync(name), cancellation).ConfigureAwait(false);
            return;
        }
        if (!_store.Snapshot.Contains(name))
        {
            throw new NotFoundException($"Unknown connector {name}");
        }
        await _store.PutTargetAsync(name, state).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task RestartConnectorAsync(string name, CancellationToken cancellation) => _requests.LimitAsync(RestartObjectAsync(name), cancellation);

    /// <inheritdoc/>
    public Task RestartTaskAsync(string name, int task, CancellationToken cancellation) => _requests.RunAsync(
        async () =>
        {
            var id = new ConnectorTaskId(name, task);
            RefuseIfRebalanceNeeded();
            if (!_configs.Contains(name))
            {
                throw new NotFoundException($"Unknown connector: {name}");
            }
            if (_configs.TaskConfig(id) is null)
            {
                throw new NotFoundException($"Unknown task: {id}");
            }
            const string NotOwner = "Cannot restart task since it is not assigned to this member";
            RequireOwner(Member.Share!.Work.Tasks.Contains(id), NotOwner, NotOwner, () => Member.OwnerUrl(id));
            using (_stages.Begin($"restarting task {id}"))
            {
                await _worker.StopTasksAsync([id]).ConfigureAwait(false);
                return StartTask(id) ? true : throw new ConnectException($"Failed to start task: {id}");
            }
        },
        cancellation);

    /// <inheritdoc/>
    public Task<ConnectorStateInfo> RestartConnectorAndTasksAsync(string name, bool onlyFailed, bool includeTasks, CancellationToken cancellation) => _requests.RunAsync(
        async () =>
        {
            RefuseIfRebalanceNeeded();
            if (!_configs.Contains(name))
            {
                throw new NotFoundException($"Unknown connector: {name}");
            }
            RequireLeader("Only the leader can process restart requests.");
            var request = new RestartRequest(name, onlyFailed, includeTasks);
            await WriteAsLeaderAsync(
                $"writing restart request for connector {name} to the config topic", () => _store.PutRestartAsync(request)).ConfigureAwait(false);
            return Plan(request);
        },
        cancellation);

    /// <inheritdoc/>
    public async Task<string> AlterOffsetsAsync(string name, ConnectorOffsets? offsets, CancellationToken cancellation)
    {
        var config = await _requests.RunAsync(() => ConfigToAlterAsync(name), cancellation).ConfigureAwait(false);
        if (_settings.IsExactlyOnce && TypeOf(config) == "source")
        {
            try
            {
                await _requests.LimitAsync(RoundAsync(name), cancellation).ConfigureAwait(false);
            }
            catch (ConnectException e)
            {
                throw new ConnectException("Failed to perform zombie fencing for source connector prior to modifying offsets", e);
            }
            // The connector may have been resumed meanwhile.
            config = await _requests.RunAsync(() => ConfigToAlterAsync(name), cancellation).ConfigureAwait(false);
        }
        return await _worker.AlterOffsetsAsync(name, config, offsets, cancellation).ConfigureAwait(false);
    }

    private async Task<IReadOnlyDictionary<string, string?>> ConfigToAlterAsync(string name)
    {
        RefuseIfRebalanceNeeded();
        RequireLeader("Only the leader can process external offsets modification requests");
        if (!await RefreshConfigsAsync().ConfigureAwait(false))
        {
            throw new ConnectException("Failed to read to end of config topic before modifying connector offsets");
        }
        var found = _configs.Config(name) ?? throw NotFound(name);
        return _configs.Target(name) == TargetState.Stopped && _configs.TaskCount(name) == 0
            ? found
            : throw new RestException(400, $"Connectors must be in the STOPPED state before their offsets can be modified. This can be done for the specified connector by issuing a 'PUT' request to the '/connectors/{name}/stop' endpoint");
    }

    // The loop stops the object and goes on while it starts.
    private async Task<bool> RestartObjectAsync(string name)
    {
        var started = await _requests.Enqueue(async () =>
        {
            RefuseIfRebalanceNeeded();
            if (!_configs.Contains(name))
            {
                throw new NotFoundException($"Unknown connector: {name}");
            }
            RequireOwner(
                Member.Share!.Work.Connectors.Contains(name), "Cannot restart connector since it is not assigned to this member",
                "Only the leader can process restart requests.", () => Member.OwnerUrl(name));
            using (_stages.Begin($"stopping restarted connector {name}"))
            {
                await _worker.StopConnectorsAsync([name]).ConfigureAwait(false);
            }
            return StartConnectorAsync(name);
        }).ConfigureAwait(false);
        await started.ConfigureAwait(false);
        return true;
    }

    private async Task<bool> StopConnectorAsync(string name)
    {
        if (!_configs.Contains(name))
        {
            throw new NotFoundException($"Unknown connector {name}");
        }
        RequireLeader("Only the leader can transition connectors to the STOPPED state.");
        await WriteTasksAsync(name, []).ConfigureAwait(false);
        using (_stages.Begin($"writing the STOPPED target stage for connector {name} to the config topic"))
        {
            await _store.PutTargetAsync(name, TargetState.Stopped).ConfigureAwait(false);
        }
        await RefreshConfigsAsync().ConfigureAwait(false);
        return true;
    }

    private ConnectorStateInfo Plan(RestartRequest request)
    {
        var status = _statuses.Known.Connector(request.Connector) ?? throw new NotFoundException($"Status for connector {request.Connector} not found");
        return new ConnectorStateInfo(
            request.Connector,
            Shown(status) with { State = request.TakesConnector(status.State) ? State.Restarting : status.State },
            [.. _statuses.Known.Tasks(request.Connector).Select(t => Shown(t.Task, t.Status) with { State = request.TakesTask(t.Status.State) ? State.Restarting : t.Status.State })],
            TypeOf(_configs.Config(request.Connector)));
    }

    private void RefuseIfRebalanceNeeded()
    {
        if (_updates.IsRebalanceNeeded)
        {
            throw new RebalanceNeededException("Request cannot be completed because a rebalance is expected");
        }
    }

    private void RequireLeader(string refusal)
    {
        if (!IsLeader)
        {
            throw new RequestTargetException(refusal, LeaderUrl);
        }
    }

    private void RequireOwner(bool isOwner, string notOwner, string notLeader, Func<Uri?> owner)
    {
        if (!isOwner)
        {
            throw IsLeader ? new RequestTargetException(notOwner, owner()) : new RequestTargetException(notLeader, LeaderUrl);
        }
    }

    private Uri? LeaderUrl => Member.Share?.LeaderUrl is { Length: > 0 } url ? new Uri(url) : null;

    private static NotFoundException NotFound(string name) => new($"Connector {name} not found");
}
