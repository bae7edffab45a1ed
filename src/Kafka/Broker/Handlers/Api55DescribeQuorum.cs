using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// DescribeQuorum, versions 0-2. The controller is the only voter. Not implemented: a metadata log, whose offsets stand at 0, and a listener of controllers,
/// which is shown at the broker's address.
/// </summary>
internal sealed class Api55DescribeQuorum() : ImmediateHandler<DescribeQuorumRequest, DescribeQuorumResponse>(ApiKey.DescribeQuorum, 0, 2)
{
    private const string MetadataTopic = "__cluster_metadata";
    private const short FirstVersionWithNodes = 2;
    private const string NotHosted = "This server does not host this topic-partition.";

    protected override DescribeQuorumResponse Handle(RequestContext context, DescribeQuorumRequest request)
    {
        var response = new DescribeQuorumResponse { ErrorMessage = "" };
        if (request.Topics is [{ TopicName: MetadataTopic, Partitions: [{ PartitionIndex: 0 }] }] && context.Cluster.Controller is { } controller)
        {
            response.Topics.Add(new() { TopicName = MetadataTopic, Partitions = [Describe(controller, context.Cluster.Now)] });
            if (context.Version >= FirstVersionWithNodes)
            {
                response.Nodes.Add(new() { NodeId = controller.Id, Listeners = [new() { Name = QuorumListener.Name, Host = context.HostOf(controller), Port = (ushort)context.PortOf(controller) }] });
            }

            return response;
        }

        response.Topics.AddRange(request.Topics.Select(t => new DescribeQuorumResponse.TopicData
        {
            TopicName = t.TopicName,
            Partitions = t.Partitions.ConvertAll(p => new DescribeQuorumResponse.PartitionData
            {
                PartitionIndex = p.PartitionIndex, ErrorCode = (short)ErrorCode.UnknownTopicOrPartition, ErrorMessage = NotHosted,
            }),
        }));
        return response;
    }

    private static DescribeQuorumResponse.PartitionData Describe(BrokerNode controller, long now) => new()
    {
        ErrorMessage = "",
        LeaderId = controller.Id,
        LeaderEpoch = 1,
        CurrentVoters = [new() { ReplicaId = controller.Id, LastFetchTimestamp = now, LastCaughtUpTimestamp = now }],
    };
}
