using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Fetching;

/// <summary>One partition that a client fetches, and within a session what it was told of it last.</summary>
internal sealed class FetchTarget(string topic, Guid topicId, FetchRequest.FetchPartition wanted)
{
    private long _highWatermark = -1;
    private long _logStart = -1;

    public string Topic { get; } = topic;

    public Guid TopicId { get; } = topicId;

    /// <summary>What was asked for last.</summary>
    public FetchRequest.FetchPartition Wanted { get; set; } = wanted;

    /// <summary>Whether the topic was there once; then a missing one was deleted.</summary>
    public bool WasKnown { get; set; }

    public (string Topic, Guid TopicId, int Partition) Key => (Topic, TopicId, Wanted.Partition);

    /// <summary>Whether the client has to be told, because of records, an error, or offsets that moved since it was told last.</summary>
    public bool Tell(FetchResponse.PartitionData data)
    {
        var isNews = data.RecordsSegments is { Count: > 0 } || data.DivergingEpoch.EndOffset >= 0 || data.ErrorCode != 0
            || data.HighWatermark != _highWatermark || data.LogStartOffset != _logStart;
        // After an error the client is told of the offsets again.
        (_highWatermark, _logStart) = (data.ErrorCode != 0 ? -1 : data.HighWatermark, data.LogStartOffset);
        return isNews;
    }
}
