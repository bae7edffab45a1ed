using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// Metadata, versions 0-13. All topics, none, by name, or by id from version 12 on. A missing topic is created at once, and named in the same
/// answer, when settings and request allow it. Not implemented: nothing known.
/// </summary>
internal sealed class Api03Metadata() : ImmediateHandler<MetadataRequest, MetadataResponse>(ApiKey.Metadata, 0, 13)
{
    private const short FirstVersionWithIds = 12;

    protected override MetadataResponse Handle(RequestContext context, MetadataRequest request)
    {
        if (RefusalOf(context, request) is { } refused)
        {
            return refused;
        }

        var cluster = context.Cluster;
        var response = new MetadataResponse { ClusterId = cluster.ClusterId, ControllerId = cluster.Controller?.Id ?? -1 };
        response.Brokers.AddRange(cluster.AliveNodes.Select(n =>
            new MetadataResponse.MetadataResponseBroker { NodeId = n.Id, Host = context.HostOf(n), Port = context.PortOf(n), Rack = n.Rack }));
        var isAll = request.Topics is null || (context.Version == 0 && request.Topics.Count == 0);
        response.Topics.AddRange(isAll
            ? cluster.Topics.All.Select(t => Describe(t))
            : request.Topics!.Select(t => Answer(context, t, request.AllowAutoTopicCreation || context.Version < 4)).DistinctBy(t => (t.Name, t.TopicId)));
        if (request.IncludeTopicAuthorizedOperations)
        {
            response.Topics.ForEach(t => t.TopicAuthorizedOperations = AuthorizedOperations.OfTopic);
        }

        response.ClusterAuthorizedOperations = request.IncludeClusterAuthorizedOperations ? AuthorizedOperations.OfCluster : AuthorizedOperations.NotAsked;
        return response;
    }

    /// <summary>A request that makes no sense as a whole is answered without brokers.</summary>
    private static MetadataResponse? RefusalOf(RequestContext context, MetadataRequest request)
    {
        var isTooOldForIds = context.Version < FirstVersionWithIds && request.Topics?.Exists(t => t.TopicId != Guid.Empty || t.Name is null) == true;
        var namesNothing = request.Topics?.Exists(t => t.TopicId == Guid.Empty && t.Name is null) == true;
        return !isTooOldForIds && !namesNothing ? null : new()
        {
            ClusterId = context.Cluster.ClusterId,
            ControllerId = -1,
            Topics = request.Topics!.ConvertAll(t => Failed(isTooOldForIds ? ErrorCode.InvalidRequest : ErrorCode.UnknownServerError, t.Name ?? "", t.TopicId)),
        };
    }

    private static MetadataResponse.MetadataResponseTopic Answer(RequestContext context, MetadataRequest.MetadataRequestTopic wanted, bool mayCreate)
    {
        var topics = context.Cluster.Topics;
        if (wanted.TopicId != Guid.Empty)
        {
            return topics.Find(wanted.TopicId) is { } known ? Describe(known) : Failed(ErrorCode.UnknownTopicId, null, wanted.TopicId);
        }

        if (TopicNames.Refusal(wanted.Name!) is not null)
        {
            return Failed(ErrorCode.InvalidTopicException, wanted.Name, Guid.Empty);
        }

        var topic = topics.Find(wanted.Name!);
        if (topic is null && mayCreate)
        {
            topic = topics.AutoCreate(wanted.Name!);
        }

        return topic is null ? Failed(ErrorCode.UnknownTopicOrPartition, wanted.Name, Guid.Empty) : Describe(topic);
    }

    private static MetadataResponse.MetadataResponseTopic Failed(ErrorCode error, string? name, Guid id) =>
        new() { ErrorCode = (short)error, Name = name, TopicId = id };

    private static MetadataResponse.MetadataResponseTopic Describe(Topic topic) => new()
    {
        Name = topic.Name,
        TopicId = topic.Id,
        IsInternal = topic.IsInternal,
        Partitions = [.. topic.Partitions.Select(Describe)],
    };

    private static MetadataResponse.MetadataResponsePartition Describe(Partition partition) => new()
    {
        ErrorCode = (short)(partition.Leader < 0 ? ErrorCode.LeaderNotAvailable : ErrorCode.None),
        PartitionIndex = partition.Index,
        LeaderId = partition.Leader,
        LeaderEpoch = partition.LeaderEpoch,
        ReplicaNodes = [.. partition.Replicas],
        IsrNodes = [.. partition.Isr],
        OfflineReplicas = [.. partition.Replicas.Except(partition.Isr)],
    };
}
