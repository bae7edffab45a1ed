using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// AlterReplicaLogDirs, versions 1-2. A broker has one pretended directory (see DescribeLogDirs), so a replica that is moved there stays where it is.
/// Not implemented: several directories.
/// </summary>
internal sealed class Api34AlterReplicaLogDirs()
    : ImmediateHandler<AlterReplicaLogDirsRequest, AlterReplicaLogDirsResponse>(ApiKey.AlterReplicaLogDirs, 1, 2)
{
    protected override AlterReplicaLogDirsResponse Handle(RequestContext context, AlterReplicaLogDirsRequest request) => new()
    {
        Results = [.. request.Dirs.SelectMany(d => d.Topics.Where(t => t.Partitions.Count > 0).Select(t => new AlterReplicaLogDirsResponse.AlterReplicaLogDirTopicResult
        {
            TopicName = t.Name,
            Partitions = t.Partitions.ConvertAll(p => new AlterReplicaLogDirsResponse.AlterReplicaLogDirPartitionResult
            {
                PartitionIndex = p, ErrorCode = (short)Move(context, d.Path, t.Name, p),
            }),
        }))],
    };

    private static ErrorCode Move(RequestContext context, string path, string topic, int index) =>
        path != Api35DescribeLogDirs.DirectoryOf(context.Broker) ? ErrorCode.LogDirNotFound
        : context.Cluster.Topics.Find(topic, index) is not { } partition ? ErrorCode.UnknownTopicOrPartition
        : partition.Replicas.Contains(context.Broker.Id) ? ErrorCode.None
        : ErrorCode.ReplicaNotAvailable;
}
