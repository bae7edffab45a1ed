using System.Security.Cryptography;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Fetching;

/// <summary>The fetch sessions of one broker (KIP-227), no more than its slots; a session gives way after two minutes without use. Owned by the cluster's lock.</summary>
internal sealed class FetchSessions
{
    private const int Final = -1;
    private const int Initial = 0;
    private const long IdleMs = 120_000;

    private readonly Dictionary<int, FetchSession> _sessions = [];

    /// <summary>What a request is about: partitions, a session if it belongs to one, whether it opens one, or an error.</summary>
    public FetchPlan Plan(FetchRequest request, bool usesTopicIds, long now)
    {
        if (request.SessionEpoch is Final or Initial)
        {
            _sessions.Remove(request.SessionId);
            return new FetchPlan(ErrorCode.None, TargetsOf(request), Opens: request.SessionEpoch == Initial);
        }

        if (!_sessions.TryGetValue(request.SessionId, out var session))
        {
            return FetchPlan.Failed(ErrorCode.FetchSessionIdNotFound);
        }

        if (session.NextEpoch != request.SessionEpoch)
        {
            return FetchPlan.Failed(ErrorCode.InvalidFetchSessionEpoch);
        }

        if (session.UsesTopicIds != usesTopicIds)
        {
            return FetchPlan.Failed(ErrorCode.FetchSessionTopicIdError);
        }

        session.Update(request);
        session.LastUsedAt = now;
        if (session.Targets.Count > 0)
        {
            return new FetchPlan(ErrorCode.None, [.. session.Targets], Session: session);
        }

        _sessions.Remove(session.Id);
        return new FetchPlan(ErrorCode.None, []);
    }

    /// <summary>Opens a session with these partitions; null when every slot is taken.</summary>
    public FetchSession? Open(IEnumerable<FetchTarget> targets, bool usesTopicIds, int slots, long now)
    {
        if (_sessions.Count >= slots && !GiveWay(now))
        {
            return null;
        }

        int id;
        do
        {
            id = RandomNumberGenerator.GetInt32(1, int.MaxValue);
        }
        while (_sessions.ContainsKey(id));
        var session = _sessions[id] = new FetchSession(id, usesTopicIds) { LastUsedAt = now };
        foreach (var target in targets.DistinctBy(t => t.Key))
        {
            session.Add(target);
        }

        return session;
    }

    public void Clear() => _sessions.Clear();

    private bool GiveWay(long now)
    {
        var oldest = _sessions.Values.MinBy(s => s.LastUsedAt);
        return oldest is not null && now - oldest.LastUsedAt > IdleMs && _sessions.Remove(oldest.Id);
    }

    /// <summary>Of a partition that is named twice the last wish counts, at the place of the first.</summary>
    private static List<FetchTarget> TargetsOf(FetchRequest request)
    {
        var targets = new List<FetchTarget>();
        foreach (var topic in request.Topics)
        {
            foreach (var wanted in topic.Partitions)
            {
                var target = new FetchTarget(topic.Topic, topic.TopicId, wanted);
                var same = topic.Partitions.Count == 1 ? -1 : targets.FindIndex(t => t.Key == target.Key);
                if (same >= 0)
                {
                    targets[same] = target;
                }
                else
                {
                    targets.Add(target);
                }
            }
        }

        return targets;
    }
}
