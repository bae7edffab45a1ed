using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Configs;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// CreateTopics, versions 2-7. On every broker, visible in metadata before the answer leaves. Texts are those of the KRaft controller.
/// Not implemented: create-topic policies and quotas.
/// </summary>
internal sealed class Api19CreateTopics() : ImmediateHandler<CreateTopicsRequest, CreateTopicsResponse>(ApiKey.CreateTopics, 2, 7)
{
    protected override CreateTopicsResponse Handle(RequestContext context, CreateTopicsRequest request)
    {
        var partitions = request.Topics.Sum(t => Math.Max(t.NumPartitions, (long)t.Assignments.Count));
        if (partitions > TopicCreation.MostPartitions)
        {
            return new CreateTopicsResponse { Topics = request.Topics.ConvertAll(t => Failed(t.Name, ErrorCode.PolicyViolation, TopicCreation.TooManyPartitions)) };
        }

        var response = new CreateTopicsResponse();
        foreach (var same in request.Topics.GroupBy(t => t.Name))
        {
            response.Topics.Add(same.Count() > 1
                ? Failed(same.Key, ErrorCode.InvalidRequest, "Duplicate topic name.")
                : Create(context.Cluster, same.Single(), request.ValidateOnly));
        }

        return response;
    }

    private static CreateTopicsResponse.CreatableTopicResult Create(ClusterState cluster, CreateTopicsRequest.CreatableTopic wanted, bool validateOnly)
    {
        var plan = TopicCreation.Plan(cluster, wanted);
        if (plan.Error != ErrorCode.None)
        {
            return Failed(wanted.Name, plan.Error, plan.Message);
        }

        var id = validateOnly ? Guid.Empty : cluster.Topics.Add(wanted.Name, plan.Placement, plan.Overrides).Id;
        return new CreateTopicsResponse.CreatableTopicResult
        {
            Name = wanted.Name,
            TopicId = id,
            ErrorMessage = null,
            NumPartitions = plan.Placement.Count,
            ReplicationFactor = (short)plan.Placement[0].Count,
            Configs = [.. EffectiveConfigs.OfTopic(cluster.Settings, plan.Overrides, cluster.Controller!.Id).Select(c => new CreateTopicsResponse.CreatableTopicConfigs
            {
                Name = c.Key.Name, Value = c.Value, ReadOnly = c.IsReadOnly, ConfigSource = (sbyte)c.Source, IsSensitive = false,
            })],
        };
    }

    private static CreateTopicsResponse.CreatableTopicResult Failed(string name, ErrorCode error, string? message) =>
        new() { Name = name, ErrorCode = (short)error, ErrorMessage = message };
}
