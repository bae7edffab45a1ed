using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Groups;

/// <content>The steps of one rebalance: JoinGroup, the leader's assignment, SyncGroup, complete; a step in flight outlives the call that began it.</content>
public sealed partial class GroupMembership
{
    private Step? _step;

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

    private sealed record Step(Task<JoinGroupResponse> Joining)
    {
        public Task<SyncGroupResponse>? Syncing { get; init; }

        public Task Answer => Syncing ?? (Task)Joining;
    }
}
