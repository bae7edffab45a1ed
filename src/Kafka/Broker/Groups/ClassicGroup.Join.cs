using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Groups;

/// <summary>Joining.</summary>
internal sealed partial class ClassicGroup
{
    private const short FirstVersionWithRequiredId = 4;
    private const short FirstVersionWithSkippedAssignment = 9;

    public Task<JoinGroupResponse> Join(RequestContext context, JoinGroupRequest request)
    {
        var protocols = request.Protocols.Select(p => (p.Name, p.Metadata.ToArray())).ToList();
        if (!IsConsistent(request.ProtocolType, protocols))
        {
            return GroupAnswers.JoinFailed(ErrorCode.InconsistentGroupProtocol, request.MemberId);
        }

        if (request.MemberId.Length > 0)
        {
            return Rejoin(context, request, protocols);
        }

        if (request.GroupInstanceId is { } instance && _idOfInstance.TryGetValue(instance, out var replaced))
        {
            return ReplaceStatic(context, request, protocols, _members[replaced]);
        }

        if (_members.Count + _pending.Count >= cluster.Settings.Number("group.max.size"))
        {
            return GroupAnswers.JoinFailed(ErrorCode.GroupMaxSizeReached, "");
        }

        var id = $"{request.GroupInstanceId ?? context.ClientId}-{Guid.NewGuid()}";
        if (context.Version >= FirstVersionWithRequiredId && request.GroupInstanceId is null)
        {
            _pending[id] = cluster.After(TimeSpan.FromMilliseconds(request.SessionTimeoutMs), () => Leave(id, null));
            context.Session.OnClosed(() => Leave(id, null, onlyPending: true));
            return GroupAnswers.JoinFailed(ErrorCode.MemberIdRequired, id);
        }

        return Admit(context, request, protocols, id);
    }

    private void Leave(string memberId, string? instanceId, bool onlyPending)
    {
        if (!onlyPending || _pending.ContainsKey(memberId))
        {
            Leave(memberId, instanceId);
        }
    }

    private bool IsConsistent(string type, List<(string Name, byte[])> protocols)
    {
        if (type.Length == 0 || protocols.Count == 0)
        {
            return false;
        }

        return _members.Count == 0 || (type == ProtocolType && protocols.Exists(p => _members.Values.All(m => m.Protocols.Any(o => o.Name == p.Name))));
    }

    private Task<JoinGroupResponse> Admit(RequestContext context, JoinGroupRequest request, List<(string, byte[])> protocols, string id)
    {
        var member = new GroupMember(id, request.GroupInstanceId, context.ClientId, context.ClientHost);
        _members[id] = member;
        if (member.InstanceId is not null)
        {
            _idOfInstance[member.InstanceId] = id;
        }

        ProtocolType = request.ProtocolType;
        Leader ??= id;
        Update(member, request, protocols);
        var answer = Park(member);
        NoteNewMember(member);
        return answer;
    }

    private Task<JoinGroupResponse> Rejoin(RequestContext context, JoinGroupRequest request, List<(string, byte[])> protocols)
    {
        if (_pending.Remove(request.MemberId, out var timer))
        {
            timer.Dispose();
            return request.GroupInstanceId is null
                ? Admit(context, request, protocols, request.MemberId)
                : GroupAnswers.JoinFailed(ErrorCode.UnknownMemberId, request.MemberId);
        }

        if (CheckMember(request.MemberId, request.GroupInstanceId) is var error and not ErrorCode.None)
        {
            return GroupAnswers.JoinFailed(error, request.MemberId);
        }

        var member = _members[request.MemberId];
        var isChanged = !member.HasSameProtocols(protocols);
        var mustRebalance = State switch
        {
            GroupState.Stable => isChanged || member.Id == Leader,
            GroupState.CompletingRebalance => isChanged,
            _ => true,
        };
        Update(member, request, protocols);
        if (!mustRebalance)
        {
            KeepAlive(member);
            return Task.FromResult(JoinAnswer(member, context.Version));
        }

        var answer = Park(member);
        PrepareRebalance();
        return answer;
    }

    /// <summary>A static member is back without its id (KIP-345): the old id is fenced, and nothing else changes if its protocol does not.</summary>
    private Task<JoinGroupResponse> ReplaceStatic(RequestContext context, JoinGroupRequest request, List<(string, byte[])> protocols, GroupMember member)
    {
        var oldLeader = Leader;
        var old = member.Id;
        Release(member, ErrorCode.FencedInstanceId);
        _members.Remove(old);
        member.Id = $"{request.GroupInstanceId}-{Guid.NewGuid()}";
        _members[member.Id] = member;
        _idOfInstance[member.InstanceId!] = member.Id;
        Leader = old == Leader ? member.Id : Leader;
        (member.ClientId, member.ClientHost) = (context.ClientId, context.ClientHost);
        Update(member, request, protocols);
        if (State == GroupState.Stable && ChooseProtocol() == Protocol)
        {
            KeepAlive(member);
            var answer = JoinAnswer(member, context.Version);
            answer.SkipAssignment = context.Version >= FirstVersionWithSkippedAssignment && member.Id == Leader;
            answer.Leader = context.Version >= FirstVersionWithSkippedAssignment ? Leader! : oldLeader!;
            answer.Members = answer.SkipAssignment ? answer.Members : [];
            return Task.FromResult(answer);
        }

        var parked = Park(member);
        PrepareRebalance();
        return parked;
    }

    private static void Update(GroupMember member, JoinGroupRequest request, List<(string, byte[])> protocols)
    {
        member.Protocols = protocols;
        member.SessionTimeout = TimeSpan.FromMilliseconds(request.SessionTimeoutMs);
        member.RebalanceTimeout = TimeSpan.FromMilliseconds(request.RebalanceTimeoutMs < 0 ? request.SessionTimeoutMs : request.RebalanceTimeoutMs);
    }

    /// <summary>While a member waits in its join the rebalance's own timer watches, not its session.</summary>
    private static Task<JoinGroupResponse> Park(GroupMember member)
    {
        member.Session?.Dispose();
        member.Session = null;
        member.Join = GroupAnswers.Promise<JoinGroupResponse>();
        return member.Join.Task;
    }

    private JoinGroupResponse JoinAnswer(GroupMember member, short version) => new()
    {
        GenerationId = Generation,
        ProtocolType = ProtocolType,
        ProtocolName = Protocol ?? (version >= 7 ? null : ""),
        Leader = Leader ?? "",
        MemberId = member.Id,
        Members = member.Id != Leader ? [] : [.. _members.Values.Select(m => new JoinGroupResponse.JoinGroupResponseMember
        {
            MemberId = m.Id, GroupInstanceId = m.InstanceId, Metadata = m.MetadataOf(Protocol!),
        })],
    };
}
