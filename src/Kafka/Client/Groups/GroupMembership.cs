using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Client.Groups;

/// <summary>
/// A member of a group of the classic protocol, for consumers and for Connect workers alike. The owner drives it: rebalances and the
/// handler's callbacks happen inside <see cref="EnsureActiveAsync"/> and <see cref="PollAsync"/>, which one caller at a time may run; only
/// heartbeats go out on their own, while the member is stable. The lock guards generation, state and flags; everything public else is thread-safe.
/// </summary>
public sealed partial class GroupMembership : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly KafkaClient _client;
    private readonly GroupOptions _options;
    private readonly IGroupProtocolHandler _handler;
    private readonly GroupCalls _calls;
    private readonly TimeProvider _time;
    private GroupGeneration _generation = GroupGeneration.None;
    private GroupMemberState _state;
    private bool _rejoinNeeded = true;
    private bool _prepareNeeded = true;
    private string _rejoinReason = "";
    private KafkaException? _fatal;
    private bool _ended;

    /// <summary>A member that has not joined yet.</summary>
    public GroupMembership(KafkaClient client, GroupOptions options, IGroupProtocolHandler handler)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(handler);
        _client = client;
        _options = options;
        _handler = handler;
        _calls = new GroupCalls(client, options);
        _time = client.Options.Time;
        _wake = NewSignal();
        KeepAlive();
    }

    /// <summary>The identity to act under, for example when committing offsets.</summary>
    public GroupGeneration Generation
    {
        get
        {
            lock (_lock)
            {
                return _generation;
            }
        }
    }

    /// <summary>Where the member stands.</summary>
    public GroupMemberState State
    {
        get
        {
            lock (_lock)
            {
                return _state;
            }
        }
    }

    /// <summary>Whether the next <see cref="EnsureActiveAsync"/> has a rebalance to begin or to go on with.</summary>
    public bool NeedRejoin
    {
        get
        {
            lock (_lock)
            {
                return _rejoinNeeded || _step is not null;
            }
        }
    }

    /// <summary>Asks for a rebalance and wakes a waiting <see cref="PollAsync"/>.</summary>
    /// <param name="reason">Told to the coordinator (KIP-800).</param>
    public void RequestRejoin(string reason)
    {
        lock (_lock)
        {
            _rejoinNeeded = true;
            _rejoinReason = reason;
        }

        _rejoinSignal.TrySetResult();
    }

    /// <summary>Lets a waiting or else the next <see cref="EnsureActiveAsync"/> or <see cref="PollAsync"/> return early.</summary>
    public void Wakeup()
    {
        lock (_lock)
        {
            _wake.TrySetResult();
        }
    }

    /// <summary>Says that the owner is alive, see <see cref="GroupOptions.MaxPollInterval"/>.</summary>
    public void KeepAlive() => Volatile.Write(ref _lastPoll, _time.GetTimestamp());

    /// <summary>Draws the consequences of an error that another request under this generation met, such as OffsetCommit.</summary>
    /// <param name="used">The generation that the request was sent under; errors of older ones change nothing.</param>
    /// <param name="error">The code of the answer.</param>
    public void Handle(GroupGeneration used, ErrorCode error)
    {
        if (error is ErrorCode.NotCoordinator or ErrorCode.CoordinatorNotAvailable)
        {
            _calls.ForgetCoordinator();
            return;
        }

        lock (_lock)
        {
            if (used != _generation)
            {
                return;
            }

            switch (error)
            {
                case ErrorCode.RebalanceInProgress when _state == GroupMemberState.Stable:
                    RequestRejoin("group is already rebalancing");
                    break;
                case ErrorCode.UnknownMemberId:
                    Reset(GroupGeneration.None, error);
                    break;
                case ErrorCode.IllegalGeneration:
                    Reset(_generation with { Id = -1, Protocol = null }, error);
                    break;
                case ErrorCode.FencedInstanceId:
                    _fatal = new KafkaException(error);
                    Reset(GroupGeneration.None, error);
                    break;
            }
        }
    }

    /// <summary>
    /// Leaves the group so that its other members rebalance at once; static members keep their place. The membership joins anew
    /// when asked to be active again. The leave is an attempt: a coordinator that does not answer drops the member by its timeout.
    /// </summary>
    /// <param name="reason">Told to the coordinator (KIP-800).</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task LeaveAsync(string reason, CancellationToken ct = default)
    {
        string memberId;
        lock (_lock)
        {
            memberId = _generation.MemberId;
            _step = null;
            Reset(GroupGeneration.None, reason);
        }

        if (memberId.Length == 0 || _options.GroupInstanceId is not null)
        {
            return;
        }

        try
        {
            await _calls.LeaveAsync(memberId, reason, ct).ConfigureAwait(false);
        }
        catch (KafkaException e) when (e.IsRetriable)
        {
            _calls.ForgetCoordinator();
        }
    }

    /// <summary>Stops without a word to the coordinator, as a process that died: the group notices after the session timeout.</summary>
    public void Abandon()
    {
        lock (_lock)
        {
            if (_ended)
            {
                return;
            }

            _ended = true;
            _step = null;
            Reset(GroupGeneration.None, "abandoned");
        }

        _stop.Cancel();
    }

    /// <summary>As <see cref="Abandon"/>, and waits until the heartbeats have ended; call <see cref="LeaveAsync"/> before to part in peace.</summary>
    public async ValueTask DisposeAsync()
    {
        Abandon();
        await _heartbeats.ConfigureAwait(false);
        _stop.Dispose();
    }

    private void Reset(GroupGeneration generation, ErrorCode error) => Reset(generation, $"encountered {ErrorCodes.WireName(error)} from the coordinator");

    private void Reset(GroupGeneration generation, string reason)
    {
        StopHeartbeats();
        _generation = generation;
        _state = GroupMemberState.Unjoined;
        RequestRejoin(reason);
    }
}
