using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Groups;

/// <summary>Joining: prepare, JoinGroup, the leader's assignment, SyncGroup, complete; a step in flight outlives the call that began it.</summary>
public sealed partial class GroupMembership
{
    private TaskCompletionSource _wake;
    private TaskCompletionSource _rejoinSignal = NewSignal();
    private long _lastPoll;
    private Step? _step;

    /// <summary>Takes part in rebalances until the member is stable.</summary>
    /// <param name="timeout">How long to wait for answers of the coordinator; zero only moves on what has been answered.</param>
    /// <param name="ct">Ends the wait; a request in flight goes on and its answer is used by the next call.</param>
    /// <returns>Whether the member is stable; false at the timeout or after <see cref="Wakeup"/>.</returns>
    /// <exception cref="KafkaException">An error that no retry mends, such as GROUP_AUTHORIZATION_FAILED or FENCED_INSTANCE_ID.</exception>
    public async Task<bool> EnsureActiveAsync(TimeSpan timeout, CancellationToken ct = default)
    {
        var wait = new WaitBudget(_time, timeout);
        KeepAlive();
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            ThrowIfEnded();
            if (!NeedRejoin)
            {
                return true;
            }

            await PrepareAsync(ct).ConfigureAwait(false);
            var step = BeginStep();
            if (!await WaitAsync(step.Answer, wait, ct).ConfigureAwait(false))
            {
                return false;
            }

            GroupJoinResult? result = null;
            try
            {
                result = await FinishAsync(step, ct).ConfigureAwait(false);
            }
            catch (KafkaException e)
            {
                Recover(step, e);
                await PauseAsync(e, ct).ConfigureAwait(false);
            }

            if (result is not null)
            {
                await _handler.OnJoinCompleteAsync(result, ct).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Stays in the group: rebalances as needed, otherwise waits for the need, a wakeup or the timeout.</summary>
    /// <param name="timeout">How long to stay.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="KafkaException">As <see cref="EnsureActiveAsync"/>.</exception>
    public async Task PollAsync(TimeSpan timeout, CancellationToken ct = default)
    {
        var wait = new WaitBudget(_time, timeout);
        do
        {
            if (!await EnsureActiveAsync(wait.Left, ct).ConfigureAwait(false))
            {
                return;
            }
        }
        while (await StayAsync(wait, ct).ConfigureAwait(false));
    }

    /// <summary>Waits for the need of a rebalance; an owner that waits here is not silent.</summary>
    private async Task<bool> StayAsync(WaitBudget wait, CancellationToken ct)
    {
        _isOwnerWaiting = true;
        try
        {
            return await WaitAsync(RejoinSignal(), wait, ct).ConfigureAwait(false);
        }
        finally
        {
            KeepAlive();
            _isOwnerWaiting = false;
        }
    }

    /// <summary>Completes when <see cref="EnsureActiveAsync"/> has something to move on.</summary>
    internal Task Progress
    {
        get
        {
            lock (_lock)
            {
                return _step?.Answer ?? _rejoinSignal.Task;
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task RejoinSignal()
    {
        lock (_lock)
        {
            return _rejoinSignal.Task;
        }
    }

    private void ThrowIfEnded()
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        lock (_lock)
        {
            if (_fatal is { } fatal)
            {
                _fatal = null;
                throw fatal;
            }
        }
    }

    private async Task PrepareAsync(CancellationToken ct)
    {
        if (_prepareNeeded)
        {
            _prepareNeeded = false;
            await _handler.OnJoinPrepareAsync(Generation, ct).ConfigureAwait(false);
        }
    }

    private Step BeginStep()
    {
        lock (_lock)
        {
            if (_step is { } running)
            {
                return running;
            }

            StopHeartbeats();
            _state = GroupMemberState.PreparingRebalance;
            _rejoinNeeded = false;
            _rejoinSignal = NewSignal();
            return _step = new Step(_calls.JoinAsync(_generation.MemberId, _handler.Protocols(), _rejoinReason, _stop.Token));
        }
    }

    /// <summary>Takes the answer of a step: a join leads to a sync, a sync to a result.</summary>
    private async Task<GroupJoinResult?> FinishAsync(Step step, CancellationToken ct)
    {
        var join = await step.Joining.ConfigureAwait(false);
        if (step.Syncing is { } syncing)
        {
            var synced = await syncing.ConfigureAwait(false);
            KafkaException.ThrowIf(synced.ErrorCode);
            return Complete(step) ? new GroupJoinResult(GenerationOf(join), join.Leader, synced.Assignment) : null;
        }

        if ((ErrorCode)join.ErrorCode == ErrorCode.MemberIdRequired)
        {
            TakeMemberId(step, join.MemberId);
            return null;
        }

        KafkaException.ThrowIf(join.ErrorCode);
        var generation = Enter(step, GenerationOf(join));
        var assignments = join.Leader == join.MemberId
            ? await _handler.AssignAsync(ElectionOf(generation, join), ct).ConfigureAwait(false)
            : new Dictionary<string, ReadOnlyMemory<byte>>();
        lock (_lock)
        {
            if (_step == step)
            {
                _step = step with { Syncing = _calls.SyncAsync(generation, assignments, _stop.Token) };
            }
        }

        return null;
    }

    private static GroupGeneration GenerationOf(JoinGroupResponse join) => new(join.GenerationId, join.MemberId, join.ProtocolName);

    /// <summary>The coordinator now waits for assignments and counts the member as dead without heartbeats.</summary>
    private GroupGeneration Enter(Step step, GroupGeneration generation)
    {
        lock (_lock)
        {
            if (_step == step)
            {
                _generation = generation;
                _state = GroupMemberState.CompletingRebalance;
                StartHeartbeats();
            }
        }

        return generation;
    }

    private static GroupElection ElectionOf(GroupGeneration generation, JoinGroupResponse join) => new(
        generation,
        join.Leader,
        [.. join.Members.Select(m => new GroupMember(m.MemberId, m.GroupInstanceId, m.Metadata))],
        join.SkipAssignment);

    private void TakeMemberId(Step step, string memberId)
    {
        lock (_lock)
        {
            if (_step == step)
            {
                _step = null;
                _generation = GroupGeneration.None with { MemberId = memberId };
                _rejoinNeeded = true;
                _rejoinReason = $"need to re-join with the given member-id: {memberId}";
            }
        }
    }

    private bool Complete(Step step)
    {
        lock (_lock)
        {
            if (_step != step)
            {
                return false;
            }

            _step = null;
            _state = GroupMemberState.Stable;
            _prepareNeeded = true;
            return true;
        }
    }

    /// <summary>Goes back before the join, so that the next attempt begins anew.</summary>
    private void Recover(Step step, KafkaException error)
    {
        lock (_lock)
        {
            if (_step != step)
            {
                return;
            }

            _step = null;
            switch (error.Code)
            {
                case ErrorCode.UnknownMemberId or ErrorCode.FencedInstanceId:
                    Reset(GroupGeneration.None, error.Code);
                    break;
                case ErrorCode.IllegalGeneration:
                    Reset(GroupGeneration.None with { MemberId = _generation.MemberId }, error.Code);
                    break;
                default:
                    StopHeartbeats();
                    _state = GroupMemberState.Unjoined;
                    RequestRejoin($"rebalance failed due to {error.JavaName[(error.JavaName.LastIndexOf('.') + 1)..]}");
                    break;
            }
        }

        if (error.Code is ErrorCode.NotCoordinator or ErrorCode.CoordinatorNotAvailable)
        {
            _calls.ForgetCoordinator();
        }
    }

    /// <summary>Some errors end in another join at once, retriable ones after a pause, the others with the caller.</summary>
    private async Task PauseAsync(KafkaException error, CancellationToken ct)
    {
        if (error.Code is ErrorCode.UnknownMemberId or ErrorCode.IllegalGeneration or ErrorCode.RebalanceInProgress)
        {
            return;
        }

        if (!error.IsRetriable)
        {
            throw error;
        }

        await Task.Delay(_client.Options.RetryBackoff, _time, ct).ConfigureAwait(false);
    }

    /// <summary>Waits for the task within the budget; false when the time is up or somebody called <see cref="Wakeup"/>.</summary>
    private async Task<bool> WaitAsync(Task task, WaitBudget wait, CancellationToken ct)
    {
        Task wake;
        lock (_lock)
        {
            wake = _wake.Task;
        }

        await wait.WaitAsync(Task.WhenAny(task, wake), ct).ConfigureAwait(false);
        if (!wake.IsCompleted)
        {
            return task.IsCompleted;
        }

        lock (_lock)
        {
            _wake = NewSignal();
        }

        return false;
    }

    private sealed record Step(Task<JoinGroupResponse> Joining)
    {
        public Task<SyncGroupResponse>? Syncing { get; init; }

        public Task Answer => Syncing ?? (Task)Joining;
    }
}
