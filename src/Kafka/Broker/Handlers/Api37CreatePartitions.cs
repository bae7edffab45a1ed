using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>CreatePartitions, versions 0-3. New partitions by number or by hand; a topic never shrinks. Not implemented: nothing known.</summary>
internal sealed class Api37CreatePartitions() : ImmediateHandler<CreatePartitionsRequest, CreatePartitionsResponse>(ApiKey.CreatePartitions, 0, 3)
{
    protected override CreatePartitionsResponse Handle(RequestContext context, CreatePartitionsRequest request) => new()
    {
        Results = [.. request.Topics.GroupBy(t => t.Name).Select(same =>
        {
            var (error, message) = same.Count() > 1
                ? (ErrorCode.InvalidRequest, "Duplicate topic name.")
                : Grow(context.Cluster, same.Single(), request.ValidateOnly);
            return new CreatePartitionsResponse.CreatePartitionsTopicResult { Name = same.Key, ErrorCode = (short)error, ErrorMessage = message };
        })],
    };

    private static (ErrorCode Error, string? Message) Grow(ClusterState cluster, CreatePartitionsRequest.CreatePartitionsTopic wanted, bool validateOnly)
    {
        if (cluster.Topics.Find(wanted.Name) is not { } topic)
        {
            return (ErrorCode.UnknownTopicOrPartition, null);
        }

        var more = wanted.Count - topic.Partitions.Count;
        if (more <= 0)
        {
            return (ErrorCode.InvalidPartitions, more == 0
                ? $"Topic already has {wanted.Count} partition(s)."
                : $"The topic {wanted.Name} currently has {topic.Partitions.Count} partition(s); {wanted.Count} would not be an increase.");
        }

        if (more > TopicCreation.MostPartitions)
        {
            // Kafka's controller stumbles over its own limit here.
            return (ErrorCode.UnknownServerError, null);
        }

        var byHand = wanted.Assignments?.ConvertAll(a => a.BrokerIds);
        if (byHand is not null && byHand.Count != more)
        {
            return (ErrorCode.InvalidReplicaAssignment, $"Attempted to add {more} additional partition(s), but only {byHand.Count} assignment(s) were specified.");
        }

        if (byHand?.Select(b => TopicCreation.RefusalOf(cluster, b, topic.ReplicationFactor)).FirstOrDefault(r => r is not null) is { } refusal)
        {
            return (ErrorCode.InvalidReplicaAssignment, refusal);
        }

        if (!validateOnly)
        {
            cluster.Topics.Grow(topic, byHand ?? (IEnumerable<IReadOnlyList<int>>)cluster.Topics.Place(more, Math.Min((int)topic.ReplicationFactor, cluster.AliveNodes.Count())));
        }

        return (ErrorCode.None, null);
    }
}
