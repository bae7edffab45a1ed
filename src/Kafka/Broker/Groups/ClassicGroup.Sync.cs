using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Groups;

/// <summary>The leader hands out the assignments.</summary>
internal sealed partial class ClassicGroup
{
    public Task<SyncGroupResponse> Sync(SyncGroupRequest request)
    {
        if (Check(request.MemberId, request.GroupInstanceId, request.GenerationId) is var error and not ErrorCode.None)
        {
            return GroupAnswers.SyncFailed(error);
        }

        if ((request.ProtocolType is { } type && type != ProtocolType) || (request.ProtocolName is { } name && name != Protocol))
        {
            return GroupAnswers.SyncFailed(ErrorCode.InconsistentGroupProtocol);
        }

        var member = _members[request.MemberId];
        switch (State)
        {
            case GroupState.PreparingRebalance:
                return GroupAnswers.SyncFailed(ErrorCode.RebalanceInProgress);
            case GroupState.Stable:
                KeepAlive(member);
                return Task.FromResult(SyncAnswer(member));
            default:
                member.Sync = GroupAnswers.Promise<SyncGroupResponse>();
                var answer = member.Sync.Task;
                if (member.Id == Leader)
                {
                    Assign(request.Assignments);
                }

                return answer;
        }
    }

    private void Assign(List<SyncGroupRequest.SyncGroupRequestAssignment> assignments)
    {
        _rebalance?.Dispose();
        State = GroupState.Stable;
        foreach (var member in _members.Values)
        {
            member.Assignment = assignments.Find(a => a.MemberId == member.Id)?.Assignment.ToArray() ?? [];
            if (member.Sync is not null)
            {
                KeepAlive(member);
                member.Sync.TrySetResult(SyncAnswer(member));
                member.Sync = null;
            }
        }
    }

    private SyncGroupResponse SyncAnswer(GroupMember member) => new() { ProtocolType = ProtocolType, ProtocolName = Protocol, Assignment = member.Assignment };
}
