using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// OffsetForLeaderEpoch, versions 2-4. Where the log of an epoch ends: clients validate their positions with it after a leader change.
/// Not implemented: followers' requests, nothing is replicated.
/// </summary>
internal sealed class Api23OffsetForLeaderEpoch()
    : ImmediateHandler<OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse>(ApiKey.OffsetForLeaderEpoch, 2, 4)
{
    private const int NotChecked = -1;

    protected override OffsetForLeaderEpochResponse Handle(RequestContext context, OffsetForLeaderEpochRequest request) => new()
    {
        Topics = request.Topics.ConvertAll(t => new OffsetForLeaderEpochResponse.OffsetForLeaderTopicResult
        {
            Topic = t.Topic,
            Partitions = t.Partitions.ConvertAll(p => Answer(context, t.Topic, p)),
        }),
    };

    private static OffsetForLeaderEpochResponse.EpochEndOffset Answer(
        RequestContext context, string topic, OffsetForLeaderEpochRequest.OffsetForLeaderPartition wanted)
    {
        var partition = context.Cluster.Topics.Find(topic, wanted.Partition);
        var error = Leadership.Refusal(partition, context.Broker, wanted.CurrentLeaderEpoch);
        error = error == ErrorCode.None && wanted.CurrentLeaderEpoch < NotChecked ? ErrorCode.FencedLeaderEpoch : error;
        var (epoch, end) = error == ErrorCode.None ? partition!.EndOf(wanted.LeaderEpoch) : (-1, -1);
        return new() { Partition = wanted.Partition, ErrorCode = (short)error, LeaderEpoch = epoch, EndOffset = end };
    }
}
