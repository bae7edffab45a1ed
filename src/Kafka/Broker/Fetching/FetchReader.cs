using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Handlers;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Fetching;

/// <summary>Looks at the partitions of one fetch: whether there is enough to answer, and the answer. Under the cluster's lock.</summary>
internal sealed class FetchReader
{
    private const short FirstVersionWithTopicIds = 13;
    private const short FirstVersionWithLeaders = 12;

    private readonly RequestContext _context;
    private readonly FetchRequest _request;
    private readonly (FetchTarget Target, Partition? Partition)[] _reads;
    private readonly bool _isCommitted;

    public FetchReader(RequestContext context, FetchRequest request, IReadOnlyList<FetchTarget> targets)
    {
        (_context, _request) = (context, request);
        _isCommitted = request.IsolationLevel == 1;
        _reads = new (FetchTarget, Partition?)[targets.Count];
        for (var i = 0; i < _reads.Length; i++)
        {
            var topic = context.Version >= FirstVersionWithTopicIds ? context.Cluster.Topics.Find(targets[i].TopicId) : context.Cluster.Topics.Find(targets[i].Topic);
            targets[i].WasKnown |= topic is not null;
            _reads[i] = (targets[i], topic?.Find(targets[i].Wanted.Partition));
        }
    }

    private bool HasKnownIsolation => _request.IsolationLevel is 0 or 1;

    /// <summary>Kafka stumbles over these and says UNKNOWN_SERVER_ERROR.</summary>
    private bool HasGoodNumbers => HasKnownIsolation && _request.MaxBytes >= 0;

    public List<Partition> Partitions => [.. _reads.Select(r => r.Partition).OfType<Partition>().Distinct()];

    /// <summary>Whether waiting longer would not change the answer: enough bytes, nothing asked, or an error.</summary>
    public bool IsReady()
    {
        var readable = 0L;
        foreach (var (target, partition) in _reads)
        {
            if (Refusal(target, partition) != ErrorCode.None)
            {
                return true;
            }

            readable += partition!.Log.ReadableBytes(target.Wanted.FetchOffset, BoundOf(partition), Math.Min(target.Wanted.PartitionMaxBytes, _request.MinBytes));
            if (readable >= _request.MinBytes)
            {
                return true;
            }
        }

        return _reads.Length == 0;
    }

    /// <summary>The answer; within a session only what is news to the client.</summary>
    public FetchResponse Answer(FetchPlan plan)
    {
        var response = new FetchResponse();
        var left = Math.Min(_request.MaxBytes, _context.Cluster.Settings.Number("fetch.max.bytes"));
        var isFirst = true;
        foreach (var (target, partition) in _reads)
        {
            var data = Read(target, partition, left, isFirst, out var bytes);
            left = Math.Max(0, left - bytes);
            isFirst &= bytes == 0;
            if (target.Tell(data) || plan.Session is null)
            {
                Add(response, target, data);
            }

            if (bytes > 0)
            {
                plan.Session?.MoveToEnd(target);
            }
        }

        response.ErrorCode = (short)(HasKnownIsolation ? ErrorCode.None : ErrorCode.UnknownServerError);
        response.SessionId = plan.Session?.Id ?? 0;
        AddEndpoints(response);
        return response;
    }

    private static void Add(FetchResponse response, FetchTarget target, FetchResponse.PartitionData data)
    {
        if (response.Responses is not [.., var topic] || topic.Topic != target.Topic || topic.TopicId != target.TopicId)
        {
            response.Responses.Add(topic = new FetchResponse.FetchableTopicResponse { Topic = target.Topic, TopicId = target.TopicId });
        }

        topic.Partitions.Add(data);
    }

    private FetchResponse.PartitionData Read(FetchTarget target, Partition? partition, int left, bool isFirst, out int bytes)
    {
        bytes = 0;
        var wanted = target.Wanted;
        var data = new FetchResponse.PartitionData { PartitionIndex = wanted.Partition, Records = ReadOnlyMemory<byte>.Empty };
        if (Refusal(target, partition) is var error and not ErrorCode.None)
        {
            data.ErrorCode = (short)error;
            data.HighWatermark = -1;
            data.AbortedTransactions = partition is null || !HasKnownIsolation ? [] : null;
            if (error is ErrorCode.NotLeaderOrFollower or ErrorCode.FencedLeaderEpoch && _context.Version >= FirstVersionWithLeaders)
            {
                data.CurrentLeader = new FetchResponse.LeaderIdAndEpoch { LeaderId = partition!.Leader, LeaderEpoch = partition.LeaderEpoch };
            }

            return data;
        }

        var bound = BoundOf(partition!);
        if (wanted.LastFetchedEpoch >= 0 && partition!.EndOf(wanted.LastFetchedEpoch) is var (epoch, end) && (epoch < wanted.LastFetchedEpoch || end < wanted.FetchOffset))
        {
            data.DivergingEpoch = new FetchResponse.EpochEndOffset { Epoch = epoch, EndOffset = end };
            bound = wanted.FetchOffset;
        }

        var slice = partition!.Log.Read(wanted.FetchOffset, bound, Math.Min(left, wanted.PartitionMaxBytes), isFirst);
        bytes = slice.Bytes;
        data.HighWatermark = partition.HighWatermark;
        data.LastStableOffset = partition.LastStableOffset;
        data.LogStartOffset = partition.Log.StartOffset;
        data.RecordsSegments = slice.Pieces;
        data.AbortedTransactions = _isCommitted ? Aborted(partition, wanted.FetchOffset, slice.NextOffset) : null;
        return data;
    }

    private static List<FetchResponse.AbortedTransaction> Aborted(Partition partition, long from, long to) =>
        [.. partition.Producers.AbortedIn(from, to).Select(a => new FetchResponse.AbortedTransaction { ProducerId = a.ProducerId, FirstOffset = a.FirstOffset })];

    private ErrorCode Refusal(FetchTarget target, Partition? partition)
    {
        if (partition is null && !target.WasKnown && _context.Version >= FirstVersionWithTopicIds)
        {
            return ErrorCode.UnknownTopicId;
        }

        var wanted = target.Wanted;
        if (!HasGoodNumbers || wanted.PartitionMaxBytes < 0)
        {
            return ErrorCode.UnknownServerError;
        }

        var error = Leadership.Refusal(partition, _context.Broker, wanted.CurrentLeaderEpoch);
        return error != ErrorCode.None ? error
            : wanted.FetchOffset < partition!.Log.StartOffset || wanted.FetchOffset > partition.Log.EndOffset ? ErrorCode.OffsetOutOfRange
            : wanted.LastFetchedEpoch >= 0 && partition.EndOf(wanted.LastFetchedEpoch).End < 0 ? ErrorCode.OffsetOutOfRange
            : ErrorCode.None;
    }

    private long BoundOf(Partition partition) => _isCommitted ? partition.LastStableOffset : partition.HighWatermark;

    private void AddEndpoints(FetchResponse response)
    {
        var leaders = response.Responses.SelectMany(t => t.Partitions).Where(p => p.ErrorCode == (short)ErrorCode.NotLeaderOrFollower)
            .Select(p => p.CurrentLeader.LeaderId).Distinct();
        foreach (var node in leaders.Select(_context.Cluster.Node).OfType<BrokerNode>())
        {
            response.NodeEndpoints.Add(new FetchResponse.NodeEndpoint { NodeId = node.Id, Host = _context.HostOf(node), Port = _context.PortOf(node), Rack = node.Rack });
        }
    }
}
