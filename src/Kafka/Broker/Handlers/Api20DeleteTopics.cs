using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// DeleteTopics, versions 1-6. By name, or by id in version 6; parked fetches are answered, offsets of groups on the topic go with it.
/// The memory is free at once. Not implemented: nothing known.
/// </summary>
internal sealed class Api20DeleteTopics() : ImmediateHandler<DeleteTopicsRequest, DeleteTopicsResponse>(ApiKey.DeleteTopics, 1, 6)
{
    protected override DeleteTopicsResponse Handle(RequestContext context, DeleteTopicsRequest request)
    {
        var wanted = context.Version >= 6
            ? request.Topics
            : [.. request.TopicNames.Select(n => new DeleteTopicsRequest.DeleteTopicState { Name = n })];
        var twice = wanted.Where(t => t.Name is not null).GroupBy(t => t.Name).Where(g => g.Count() > 1).Select(g => g.Key!).ToHashSet();
        var response = new DeleteTopicsResponse();
        response.Responses.AddRange(twice.Select(n => Answer(n, Guid.Empty, ErrorCode.InvalidRequest, "Duplicate topic name.")));
        var named = wanted.Where(t => t.Name is not null).Select(t => context.Cluster.Topics.Find(t.Name!)?.Id ?? Guid.Empty).ToHashSet();
        foreach (var same in wanted.Where(t => t.Name is null || !twice.Contains(t.Name)).GroupBy(t => t.Name is null ? t.TopicId : context.Cluster.Topics.Find(t.Name)?.Id ?? Guid.NewGuid()))
        {
            response.Responses.Add(same.Count() == 1 || same.Key == Guid.Empty ? Delete(context.Cluster, same.First())
                : named.Contains(same.Key) ? Answer(same.First(t => t.Name is not null).Name, same.Key, ErrorCode.InvalidRequest, "The provided topic name maps to an ID that was already supplied.")
                : Answer(null, same.Key, ErrorCode.InvalidRequest, "Duplicate topic id."));
        }

        return response;
    }

    private static DeleteTopicsResponse.DeletableTopicResult Delete(ClusterState cluster, DeleteTopicsRequest.DeleteTopicState wanted)
    {
        if (wanted.Name is null && wanted.TopicId == Guid.Empty)
        {
            return Answer(null, Guid.Empty, ErrorCode.InvalidRequest, "Neither topic name nor id were specified.");
        }

        if (wanted.Name is not null && wanted.TopicId != Guid.Empty)
        {
            return Answer(wanted.Name, wanted.TopicId, ErrorCode.InvalidRequest, "You may not specify both topic name and topic id.");
        }

        var topic = wanted.Name is null ? cluster.Topics.Find(wanted.TopicId) : cluster.Topics.Find(wanted.Name);
        if (topic is null)
        {
            var error = wanted.Name is null ? ErrorCode.UnknownTopicId : ErrorCode.UnknownTopicOrPartition;
            return Answer(wanted.Name, wanted.TopicId, error, ErrorCodes.Message(error));
        }

        cluster.Topics.Remove(topic);
        cluster.Groups.Forget(topic.Name);
        return Answer(topic.Name, topic.Id, ErrorCode.None, null);
    }

    private static DeleteTopicsResponse.DeletableTopicResult Answer(string? name, Guid id, ErrorCode error, string? message) =>
        new() { Name = name, TopicId = id, ErrorCode = (short)error, ErrorMessage = message };
}
