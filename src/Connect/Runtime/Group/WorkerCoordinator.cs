using Ms2Lab.Connect.Runtime.Configs;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Workers;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Groups;

namespace Ms2Lab.Connect.Runtime.Group;

/// <summary>
/// The worker as a member of its group (org.apache.kafka.connect.runtime.distributed.WorkerCoordinator): what it reports, what it is assigned and, if it
/// leads, how the work is shared out. Driven by the herder's loop, which owns its state; only <see cref="Wakeup"/> may be called by anybody.
/// </summary>
internal sealed class WorkerCoordinator : IGroupProtocolHandler, IAsyncDisposable
{
    private readonly GroupMembership _membership;
    private readonly IncrementalAssignor _assignor;
    private readonly IRebalanceListener _listener;
    private readonly Func<ClusterConfig> _configs;
    private readonly string _restUrl;
    private readonly short _offered;
    private readonly TimeSpan _silenceLimit;
    private ClusterConfig _joinedWith = ClusterConfig.Empty;
    private int _lastGeneration = -1;
    private Dictionary<string, string> _connectorOwners = [];
    private Dictionary<ConnectorTaskId, string> _taskOwners = [];

    public WorkerCoordinator(KafkaClient client, WorkerSettings settings, string restUrl, Func<ClusterConfig> configs, IRebalanceListener listener)
    {
        _offered = settings.Protocol;
        Version = _offered;
        _restUrl = restUrl;
        _configs = configs;
        _listener = listener;
        _silenceLimit = settings.HeartbeatInterval;
        _assignor = new IncrementalAssignor(settings.MaxRebalanceDelay, client.Options.Time);
        _membership = new GroupMembership(
            client,
            new GroupOptions
            {
                GroupId = settings.GroupId,
                ProtocolType = "connect",
                SessionTimeout = settings.SessionTimeout,
                RebalanceTimeout = settings.RebalanceTimeout,
                HeartbeatInterval = settings.HeartbeatInterval,
            },
            this);
    }

    /// <summary>The protocol version in use; the one that this worker prefers before its first round.</summary>
    public short Version { get; private set; }

    /// <summary>The last round's result; null before the first and after the work was dropped.</summary>
    public MemberShare? Share { get; private set; }

    /// <summary>Whether this member leads the group as of the last round.</summary>
    public bool IsLeader => Share is { } share && share.Leader == StableId;

    private string StableId => _membership.State == GroupMemberState.Stable ? _membership.Generation.MemberId : "";

    /// <summary>REST address of the worker that has the connector; null if nobody has or a rebalance is due.</summary>
    public Uri? OwnerUrl(string connector) => Checked(_connectorOwners.GetValueOrDefault(connector));

    /// <summary>REST address of the worker that has the task; null if nobody has or a rebalance is due.</summary>
    public Uri? OwnerUrl(ConnectorTaskId task) => Checked(_taskOwners.GetValueOrDefault(task));

    /// <summary>Joins if that is needed; false if it was woken up before it had joined.</summary>
    public Task<bool> EnsureActiveAsync() => _membership.EnsureActiveAsync(Timeout.InfiniteTimeSpan);

    /// <summary>Stays in the group until a rebalance is needed, somebody wakes it up or the time is over.</summary>
    public async Task PollAsync(TimeSpan timeout)
    {
        await _membership.PollAsync(timeout).ConfigureAwait(false);
        if (_membership.CoordinatorSilence > _silenceLimit && Share is { IsFailed: false } share)
        {
            // Outside the group others may already run this work.
            Share = null;
            await _listener.RevokedAsync(share.Work).ConfigureAwait(false);
            RequestRejoin("the coordinator could not be reached");
        }
    }

    public void Wakeup() => _membership.Wakeup();

    public void RequestRejoin(string reason = "connect worker requested rejoin") => _membership.RequestRejoin(reason);

    public Task LeaveAsync(string reason) => _membership.LeaveAsync(reason);

    /// <summary>Vanishes without a word, as a process that died.</summary>
    public void Abandon() => _membership.Abandon();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _membership.DisposeAsync();

    /// <inheritdoc/>
    public IReadOnlyList<GroupProtocol> Protocols()
    {
        _joinedWith = _configs();
        return [.. Enumerable.Range(0, _offered + 1).Reverse().Select(v => new GroupProtocol(ConnectProtocol.Name((short)v), Metadata((short)v)))];
    }

    /// <inheritdoc/>
    public Task OnJoinPrepareAsync(GroupGeneration previous, CancellationToken ct)
    {
        _connectorOwners = [];
        _taskOwners = [];
        return Version == ConnectProtocol.Eager && Share is { IsFailed: false } share ? _listener.RevokedAsync(share.Work) : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> AssignAsync(GroupElection election, CancellationToken ct)
    {
        var version = ConnectProtocol.Version(election.Generation.Protocol!);
        var members = election.Members.ToDictionary(m => m.MemberId, m => GroupProtocolCodec.ReadMetadata(m.Metadata));
        var offset = members.Values.Max(m => m.ConfigOffset);
        if (_joinedWith.Offset < offset)
        {
            _joinedWith = _configs();
        }
        var isBehind = _joinedWith.Offset < offset;
        var shares = isBehind ? null : Shares(version, election.Generation.Id, members);
        return Task.FromResult<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>>(members.ToDictionary(
            m => m.Key,
            m => (ReadOnlyMemory<byte>)GroupProtocolCodec.Write(new WorkerAssignment
            {
                Version = version,
                Error = isBehind ? WorkerAssignment.ConfigMismatch : WorkerAssignment.NoError,
                Leader = election.LeaderId,
                LeaderUrl = members[election.LeaderId].Url,
                ConfigOffset = isBehind ? offset : _joinedWith.Offset,
                Assigned = shares?.Assigned.GetValueOrDefault(m.Key)?.Elements() ?? [],
                Revoked = shares?.Revoked.GetValueOrDefault(m.Key)?.Elements() ?? [],
                DelayMilliseconds = (int)(shares?.Delay.TotalMilliseconds ?? 0),
            })));
    }

    /// <inheritdoc/>
    public async Task OnJoinCompleteAsync(GroupJoinResult result, CancellationToken ct)
    {
        Version = ConnectProtocol.Version(result.Generation.Protocol!);
        var told = GroupProtocolCodec.ReadAssignment(result.Assignment);
        var (work, revoked) = (Work.Of(told.Assigned), Work.Of(told.Revoked));
        if (Version != ConnectProtocol.Eager)
        {
            if (!revoked.IsEmpty)
            {
                await _listener.RevokedAsync(revoked).ConfigureAwait(false);
            }
            work = work.Plus((Share?.Work ?? Work.None).Minus(revoked));
        }
        Share = new MemberShare(
            told.Version, told.Error != WorkerAssignment.NoError, told.Leader, told.LeaderUrl, told.ConfigOffset, work, revoked,
            TimeSpan.FromMilliseconds(told.DelayMilliseconds));
        _lastGeneration = result.Generation.Id;
        await _listener.AssignedAsync(Share, result.Generation.Id).ConfigureAwait(false);
    }

    private GroupShares Shares(short version, int generation, Dictionary<string, WorkerMetadata> members)
    {
        var configured = Work.Of(_joinedWith.Connectors, _joinedWith.Connectors.SelectMany(_joinedWith.Tasks));
        GroupShares shares;
        if (version == ConnectProtocol.Eager)
        {
            var dealt = EagerAssignor.Assign(members.Keys, configured);
            shares = new GroupShares(dealt, new Dictionary<string, Work>(), dealt, TimeSpan.Zero);
        }
        else
        {
            shares = _assignor.Assign(
                configured, _lastGeneration, generation,
                members.ToDictionary(m => m.Key, m => m.Value.Allocation is { } allocation ? Work.Of(allocation.Assigned) : Work.None));
        }
        _connectorOwners = shares.Owned.SelectMany(o => o.Value.Connectors.Select(c => (Connector: c, members[o.Key].Url))).ToDictionary(o => o.Connector, o => o.Url);
        _taskOwners = shares.Owned.SelectMany(o => o.Value.Tasks.Select(t => (Task: t, members[o.Key].Url))).ToDictionary(o => o.Task, o => o.Url);
        return shares;
    }

    private byte[] Metadata(short version) => GroupProtocolCodec.Write(new WorkerMetadata(version, _restUrl, _joinedWith.Offset, version == ConnectProtocol.Eager || Share is not { } share
        ? null
        : new WorkerAssignment
        {
            Version = version,
            Error = share.IsFailed ? WorkerAssignment.ConfigMismatch : WorkerAssignment.NoError,
            Leader = share.Leader,
            LeaderUrl = share.LeaderUrl,
            ConfigOffset = share.ConfigOffset,
            Assigned = share.Work.Elements(),
            Revoked = [],
            DelayMilliseconds = (int)share.Delay.TotalMilliseconds,
        }));

    private Uri? Checked(string? url) => url is null || _membership.NeedRejoin || !IsLeader ? null : new Uri(url);
}
