using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.ConsumerGroups;

/// <summary>Heartbeats: they carry changes of subscription, tell what a member has, and bring it its assignment.</summary>
internal sealed partial class ConsumerGroup
{
    public ConsumerGroupHeartbeatResponse Heartbeat(RequestContext context, ConsumerGroupHeartbeatRequest request)
    {
        var owned = request.TopicPartitions is { } reported ? new PartitionSet(reported.SelectMany(t => t.Partitions.Select(p => (t.TopicId, p)))) : null;
        if (Find(request.MemberId, request.InstanceId, request.MemberEpoch, owned, out var member) is var (error, message) && error != ErrorCode.None)
        {
            return Failed(error, message);
        }

        if (TopicRegex.RefusalOf(request.SubscribedTopicRegex) is { } wrong)
        {
            return Failed(ErrorCode.InvalidRegularExpression, wrong);
        }

        KeepAlive(member);
        if (Update(member, context, request) | HaveTopicsChanged())
        {
            Epoch++;
        }

        AssignWhenDue();
        var before = member.Assigned;
        Reconciliation.Step(member, AssignmentEpoch, owned, (topic, partition) => _members.Values.Any(m => m != member && m.Held.Contains((topic, partition))));
        LimitRevocation(member);
        var isFull = request.MemberEpoch == Joining
            || (request.RebalanceTimeoutMs != -1 && (request.SubscribedTopicNames is not null || request.SubscribedTopicRegex is not null) && owned is not null);
        var response = new ConsumerGroupHeartbeatResponse
        {
            MemberId = member.Id,
            MemberEpoch = member.Epoch,
            HeartbeatIntervalMs = Setting("consumer.heartbeat.interval.ms"),
            Assignment = isFull || !before.Equals(member.Assigned) ? AssignmentOf(member.Assigned) : null,
        };
        ResolveNewRegexes();
        return response;
    }

    /// <summary>A heartbeat with epoch −1 (leaves) or −2 (a static member leaves for a while).</summary>
    public ConsumerGroupHeartbeatResponse Goodbye(ConsumerGroupHeartbeatRequest request)
    {
        if (request.InstanceId is { } instance)
        {
            if (CheckStatic(request.MemberId, instance) is var (error, message) && error != ErrorCode.None)
            {
                return Failed(error, message);
            }
        }
        else if (!_members.ContainsKey(request.MemberId))
        {
            return Failed(ErrorCode.UnknownMemberId, NotAMember(request.MemberId, Id));
        }

        var member = _members[request.MemberId];
        if (request.MemberEpoch == LeavingForAWhile)
        {
            member.LeaveForAWhile(LeavingForAWhile);
            LimitRevocation(member);
        }
        else
        {
            Remove(member);
        }

        return new() { MemberId = member.Id, MemberEpoch = request.MemberEpoch };
    }

    /// <summary>An answer that says what is wrong.</summary>
    public static ConsumerGroupHeartbeatResponse Failed(ErrorCode error, string? message) => new() { ErrorCode = (short)error, ErrorMessage = message };

    private static ConsumerGroupHeartbeatResponse.AssignmentData AssignmentOf(PartitionSet partitions) => new()
    {
        TopicPartitions = [.. partitions.Topics.Select(t => new ConsumerGroupHeartbeatResponse.TopicPartitions { TopicId = t.Key, Partitions = [.. t.Value] })],
    };

    /// <summary>True when another subscription asks for another assignment.</summary>
    private static bool Update(ConsumerGroupMember member, RequestContext context, ConsumerGroupHeartbeatRequest request)
    {
        (member.ClientId, member.ClientHost) = (context.ClientId, context.ClientHost);
        member.InstanceId = request.InstanceId ?? member.InstanceId;
        member.RackId = request.RackId ?? member.RackId;
        member.ServerAssignor = request.ServerAssignor ?? member.ServerAssignor;
        member.TopicRegex = request.SubscribedTopicRegex ?? member.TopicRegex;
        member.RebalanceTimeout = request.RebalanceTimeoutMs == -1 ? member.RebalanceTimeout : TimeSpan.FromMilliseconds(Math.Max(0, request.RebalanceTimeoutMs));
        var names = request.SubscribedTopicNames?.Distinct().Order(StringComparer.Ordinal).ToList() ?? member.TopicNames;
        var isChanged = !names.SequenceEqual(member.TopicNames);
        member.TopicNames = names;
        return isChanged;
    }

    /// <summary>Whether topics of the subscriptions have come, gone or grown since the last heartbeat.</summary>
    private bool HaveTopicsChanged()
    {
        if (_topicsSeen == cluster.Topics.Changes)
        {
            return false;
        }

        var isFirst = _topicsSeen < 0;
        _topicsSeen = cluster.Topics.Changes;
        foreach (var regex in _topicsOfRegex.Keys.ToList())
        {
            Resolve(regex);
        }

        return NoteSubscribed() && !isFirst;
    }

    /// <summary>Keeps what the subscribed topics look like; true when it is something else than before.</summary>
    private bool NoteSubscribed()
    {
        var before = _subscribed;
        var topics = _members.Values.SelectMany(TopicsOf).Distinct().Order(StringComparer.Ordinal).Select(n => cluster.Topics.Find(n));
        _subscribed = string.Join(';', topics.Select(t => t is null ? "" : $"{t.Id}:{t.Partitions.Count}"));
        return _subscribed != before;
    }

    /// <summary>As in Kafka patterns are looked up after the answer: the next heartbeat brings what they match.</summary>
    private void ResolveNewRegexes()
    {
        var isNew = false;
        foreach (var regex in _members.Values.Select(m => m.TopicRegex).Where(r => r.Length > 0 && !_topicsOfRegex.ContainsKey(r)).Distinct().ToList())
        {
            Resolve(regex);
            isNew = true;
        }

        var isChanged = NoteSubscribed();
        if (isNew && isChanged)
        {
            Epoch++;
        }
    }

    private void Resolve(string regex) =>
        _topicsOfRegex[regex] = TopicRegex.Matching(regex, cluster.Topics.All.Where(t => !t.IsInternal).Select(t => t.Name)).ToHashSet();

    private void AssignWhenDue()
    {
        var pause = Setting("consumer.assignment.interval.ms");
        if (Epoch == AssignmentEpoch || (_assignedAt is { } last && cluster.Now - last < pause))
        {
            return;
        }

        var members = _members.Values.Select(m => new MemberTopics(m, [.. TopicsOf(m).Select(n => cluster.Topics.Find(n)).OfType<Topic>()])).ToList();
        foreach (var (member, target) in GroupAssignors.PreferredBy(_members.Values).Assign(members))
        {
            member.Target = target;
        }

        (AssignmentEpoch, _assignedAt) = (Epoch, cluster.Now);
    }
}
