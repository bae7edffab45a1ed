using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// DescribeLogDirs, versions 1-5. One pretended directory a broker, as large as the memory budget of the cluster. Unknown topics and
/// partitions are left out. Not implemented: several directories, cordoned ones.
/// </summary>
internal sealed class Api35DescribeLogDirs() : ImmediateHandler<DescribeLogDirsRequest, DescribeLogDirsResponse>(ApiKey.DescribeLogDirs, 1, 5)
{
    public static string DirectoryOf(BrokerNode broker) => $"/memory/broker-{broker.Id}";

    protected override DescribeLogDirsResponse Handle(RequestContext context, DescribeLogDirsRequest request)
    {
        var here = context.Cluster.Topics.All.SelectMany(t => t.Partitions).Where(p => p.Replicas.Contains(context.Broker.Id));
        var wanted = request.Topics is null ? here : here.Where(p => request.Topics.Exists(t => t.Topic == p.Topic.Name && t.Partitions.Contains(p.Index)));
        var budget = context.Cluster.Budget;
        return new DescribeLogDirsResponse
        {
            Results =
            [
                new()
                {
                    LogDir = DirectoryOf(context.Broker),
                    TotalBytes = budget.Limit,
                    UsableBytes = budget.Limit - budget.Used,
                    Topics = [.. wanted.GroupBy(p => p.Topic).Select(t => new DescribeLogDirsResponse.DescribeLogDirsTopic
                    {
                        Name = t.Key.Name,
                        Partitions = [.. t.Select(p => new DescribeLogDirsResponse.DescribeLogDirsPartition
                        {
                            PartitionIndex = p.Index, PartitionSize = p.Log.Size,
                        })],
                    })],
                },
            ],
        };
    }
}
