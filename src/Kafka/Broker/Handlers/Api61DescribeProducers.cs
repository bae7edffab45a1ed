using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// DescribeProducers, version 0. The producer ids that a partition remembers, with the start of the open transaction.
/// Not implemented: expiry of ids that have not written for long.
/// </summary>
internal sealed class Api61DescribeProducers() : ImmediateHandler<DescribeProducersRequest, DescribeProducersResponse>(ApiKey.DescribeProducers, 0, 0)
{
    protected override DescribeProducersResponse Handle(RequestContext context, DescribeProducersRequest request) => new()
    {
        Topics = request.Topics.ConvertAll(t => new DescribeProducersResponse.TopicResponse
        {
            Name = t.Name,
            Partitions = t.PartitionIndexes.ConvertAll(p => Describe(context, t.Name, p)),
        }),
    };

    private static DescribeProducersResponse.PartitionResponse Describe(RequestContext context, string topic, int index)
    {
        if (TopicNames.Refusal(topic) is { } badName)
        {
            return new() { PartitionIndex = index, ErrorCode = (short)ErrorCode.InvalidTopicException, ErrorMessage = badName };
        }

        var partition = context.Cluster.Topics.Find(topic, index);
        var error = Leadership.Refusal(partition, context.Broker);
        return new()
        {
            PartitionIndex = index,
            ErrorCode = (short)error,
            ErrorMessage = context.Cluster.Topics.Find(topic) is null ? ErrorCodes.Message(error) : null,
            ActiveProducers = error != ErrorCode.None ? [] : [.. partition!.Producers.States.Select(s => new DescribeProducersResponse.ProducerState
            {
                ProducerId = s.ProducerId,
                ProducerEpoch = s.Epoch,
                LastSequence = s.LastSequence,
                LastTimestamp = s.LastTimestamp,
                CoordinatorEpoch = s.CoordinatorEpoch,
                CurrentTxnStartOffset = s.TransactionStart,
            })],
        };
    }
}
