using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>Looks at the partitions of one fetch: whether there is enough to answer, and the answer. Under the cluster's lock.</summary>
internal sealed class FetchReader
{
    private readonly RequestContext _context;
    private readonly FetchRequest _request;
    private readonly bool _isCommitted;
    private readonly bool _hasWaited;
    private readonly int _maxBytes;

    public FetchReader(RequestContext context, FetchRequest request, bool hasWaited = false)
    {
        (_context, _request, _hasWaited) = (context, request, hasWaited);
        _isCommitted = request.IsolationLevel == 1;
        _maxBytes = Math.Min(request.MaxBytes, context.Cluster.Settings.Number("fetch.max.bytes"));
    }

    public List<Partition> Partitions =>
        [.. _request.Topics.SelectMany(t => t.Partitions.Select(p => Find(t)?.Find(p.Partition))).OfType<Partition>().Distinct()];

    /// <summary>Whether waiting longer would not change the answer: enough bytes, nothing asked, or an error.</summary>
    public bool IsReady()
    {
        var readable = 0L;
        var count = 0;
        foreach (var topic in _request.Topics)
        {
            foreach (var wanted in topic.Partitions)
            {
                count++;
                var partition = Find(topic)?.Find(wanted.Partition);
                if (Refusal(topic, partition, wanted) != ErrorCode.None)
                {
                    return true;
                }

                readable += partition!.Log.Read(wanted.FetchOffset, BoundOf(partition), wanted.PartitionMaxBytes, atLeastOne: true).Bytes;
            }
        }

        return count == 0 || readable >= _request.MinBytes;
    }

    public FetchResponse Answer()
    {
        var response = new FetchResponse();
        var left = _maxBytes;
        var isFirst = true;
        foreach (var topic in _request.Topics)
        {
            var answer = new FetchResponse.FetchableTopicResponse { Topic = topic.Topic, TopicId = topic.TopicId };
            foreach (var wanted in topic.Partitions)
            {
                var data = Read(topic, wanted, left, isFirst, out var bytes);
                left = Math.Max(0, left - bytes);
                isFirst &= bytes == 0;
                answer.Partitions.Add(data);
            }

            response.Responses.Add(answer);
        }

        AddEndpoints(response);
        return response;
    }

    private FetchResponse.PartitionData Read(FetchRequest.FetchTopic topic, FetchRequest.FetchPartition wanted, int left, bool isFirst, out int bytes)
    {
        bytes = 0;
        var partition = Find(topic)?.Find(wanted.Partition);
        var data = new FetchResponse.PartitionData { PartitionIndex = wanted.Partition, Records = ReadOnlyMemory<byte>.Empty };
        if (Refusal(topic, partition, wanted) is var error and not ErrorCode.None)
        {
            data.ErrorCode = (short)error;
            data.HighWatermark = -1;
            data.AbortedTransactions = partition is null && !_hasWaited ? [] : null;
            if (error is ErrorCode.NotLeaderOrFollower or ErrorCode.FencedLeaderEpoch && _context.Version >= 12)
            {
                data.CurrentLeader = new FetchResponse.LeaderIdAndEpoch { LeaderId = partition!.Leader, LeaderEpoch = partition.LeaderEpoch };
            }

            return data;
        }

        var bound = BoundOf(partition!);
        if (partition!.EndOf(wanted.LastFetchedEpoch) is var (epoch, end) && wanted.LastFetchedEpoch >= 0 && (epoch < wanted.LastFetchedEpoch || end < wanted.FetchOffset))
        {
            data.DivergingEpoch = new FetchResponse.EpochEndOffset { Epoch = epoch, EndOffset = end };
            bound = wanted.FetchOffset;
        }

        var slice = partition.Log.Read(wanted.FetchOffset, bound, Math.Min(left, wanted.PartitionMaxBytes), isFirst);
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

    private ErrorCode Refusal(FetchRequest.FetchTopic topic, Partition? partition, FetchRequest.FetchPartition wanted)
    {
        if (_context.Version >= 13 && Find(topic) is null)
        {
            return ErrorCode.UnknownTopicId;
        }

        var error = Leadership.Refusal(partition, _context.Broker, wanted.CurrentLeaderEpoch);
        return error != ErrorCode.None ? error
            : wanted.FetchOffset < partition!.Log.StartOffset || wanted.FetchOffset > partition.Log.EndOffset ? ErrorCode.OffsetOutOfRange
            : wanted.LastFetchedEpoch >= 0 && partition.EndOf(wanted.LastFetchedEpoch).End < 0 ? ErrorCode.OffsetOutOfRange
            : ErrorCode.None;
    }

    private Topic? Find(FetchRequest.FetchTopic topic) =>
        _context.Version >= 13 ? _context.Cluster.Topics.Find(topic.TopicId) : _context.Cluster.Topics.Find(topic.Topic);

    private long BoundOf(Partition partition) => _isCommitted ? partition.LastStableOffset : partition.HighWatermark;

    private void AddEndpoints(FetchResponse response)
    {
        var leaders = response.Responses.SelectMany(t => t.Partitions).Where(p => p.ErrorCode == (short)ErrorCode.NotLeaderOrFollower)
            .Select(p => p.CurrentLeader.LeaderId).Distinct();
        foreach (var node in leaders.Select(_context.Cluster.Node).OfType<BrokerNode>())
        {
            response.NodeEndpoints.Add(new FetchResponse.NodeEndpoint { NodeId = node.Id, Host = node.Host, Port = node.Port, Rack = node.Rack });
        }
    }
}
