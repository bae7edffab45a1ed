using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Admin;

public sealed partial class KafkaAdmin
{
    /// <summary>Creates topics, or with <paramref name="validateOnly"/> says whether they could be.</summary>
    public async Task<AdminOutcomes<string>> CreateTopicsAsync(
        IEnumerable<NewTopic> topics, bool validateOnly = false, CancellationToken cancellation = default)
    {
        var request = new CreateTopicsRequest
        {
            TimeoutMs = TimeoutMs,
            ValidateOnly = validateOnly,
            Topics = [.. topics.Select(t => new CreateTopicsRequest.CreatableTopic
            {
                Name = t.Name,
                NumPartitions = t.Partitions,
                ReplicationFactor = t.ReplicationFactor,
                Configs = [.. t.Configs.Select(c => new CreateTopicsRequest.CreatableTopicConfig { Name = c.Key, Value = c.Value })],
            })],
        };
        var response = await ToControllerAsync<CreateTopicsResponse>("createTopics", request, r => r.Topics.Select(t => t.ErrorCode), cancellation)
            .ConfigureAwait(false);
        return new(response.Topics.Select(t => KeyValuePair.Create(t.Name, Failure(t.ErrorCode, t.ErrorMessage))));
    }

    /// <summary>Deletes topics by name.</summary>
    public async Task<AdminOutcomes<string>> DeleteTopicsAsync(IEnumerable<string> topics, CancellationToken cancellation = default)
    {
        var request = new DeleteTopicsRequest
        {
            TimeoutMs = TimeoutMs,
            Topics = [.. topics.Select(t => new DeleteTopicsRequest.DeleteTopicState { Name = t })],
        };
        var response = await ToControllerAsync<DeleteTopicsResponse>("deleteTopics", request, r => r.Responses.Select(t => t.ErrorCode), cancellation)
            .ConfigureAwait(false);
        foreach (var topic in request.Topics)
        {
            _client.InvalidateTopic(topic.Name!);
        }

        return new(response.Responses.Select(t => KeyValuePair.Create(t.Name ?? "", Failure(t.ErrorCode, t.ErrorMessage))));
    }

    /// <summary>Describes topics; one that is not there has the error UNKNOWN_TOPIC_OR_PARTITION. Creates none.</summary>
    public async Task<IReadOnlyDictionary<string, TopicMetadata>> DescribeTopicsAsync(
        IReadOnlyCollection<string> topics, CancellationToken cancellation = default)
    {
        var answer = await RetryAsync("describeTopics", () => _client.RefreshMetadataAsync(topics, allowAutoCreate: false, cancellation), cancellation)
            .ConfigureAwait(false);
        return answer.Topics.ToDictionary(t => t.Name);
    }

    /// <summary>All topics, those of the cluster itself (<c>__consumer_offsets</c>) with <paramref name="includeInternal"/> only.</summary>
    public async Task<IReadOnlyList<TopicMetadata>> ListTopicsAsync(bool includeInternal = false, CancellationToken cancellation = default)
    {
        var answer = await RetryAsync("listTopics", () => _client.RefreshMetadataAsync(null, allowAutoCreate: false, cancellation), cancellation)
            .ConfigureAwait(false);
        return [.. answer.Topics.Where(t => includeInternal || !t.IsInternal)];
    }

    /// <summary>Raises topics to the given numbers of partitions in all.</summary>
    public async Task<AdminOutcomes<string>> CreatePartitionsAsync(
        IReadOnlyDictionary<string, int> totals, bool validateOnly = false, CancellationToken cancellation = default)
    {
        var request = new CreatePartitionsRequest
        {
            TimeoutMs = TimeoutMs,
            ValidateOnly = validateOnly,
            Topics = [.. totals.Select(t => new CreatePartitionsRequest.CreatePartitionsTopic { Name = t.Key, Count = t.Value, Assignments = null })],
        };
        var response = await ToControllerAsync<CreatePartitionsResponse>("createPartitions", request, r => r.Results.Select(t => t.ErrorCode), cancellation)
            .ConfigureAwait(false);
        foreach (var topic in totals.Keys)
        {
            _client.InvalidateTopic(topic);
        }

        return new(response.Results.Select(t => KeyValuePair.Create(t.Name, Failure(t.ErrorCode, t.ErrorMessage))));
    }
}
