using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client;

/// <content>Where things are: topics, leaders, coordinators.</content>
public sealed partial class KafkaClient
{
    /// <summary>Asks for metadata and remembers it.</summary>
    /// <param name="topics">Names; null for all topics, empty for the brokers alone.</param>
    /// <param name="allowAutoCreate">Whether the broker may create what is missing, if it is set up to.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="KafkaException">No broker answers.</exception>
    public async Task<ClusterMetadata> RefreshMetadataAsync(IReadOnlyCollection<string>? topics, bool allowAutoCreate, CancellationToken cancellation = default)
    {
        var request = new MetadataRequest
        {
            Topics = topics is null ? null : [.. topics.Select(t => new MetadataRequest.MetadataRequestTopic { Name = t })],
            AllowAutoTopicCreation = allowAutoCreate,
        };
        var answer = ClusterMetadata.Of(await SendAsync<MetadataResponse>(request, null, cancellation).ConfigureAwait(false));
        _cache.Learn(answer);
        return answer;
    }

    /// <summary>A topic, from memory or asked for until it is there.</summary>
    /// <exception cref="KafkaException">Still unknown after <see cref="KafkaClientOptions.DefaultApiTimeout"/>, or the name is not valid.</exception>
    public async ValueTask<TopicMetadata> TopicAsync(string topic, bool allowAutoCreate, CancellationToken cancellation = default)
    {
        if (_cache.Topic(topic) is { } known)
        {
            return known;
        }
        return await RetryAsync(
            $"Topic {topic} not present in metadata after {Options.DefaultApiTimeout.TotalMilliseconds:F0} ms.",
            async () =>
            {
                var answer = await RefreshMetadataAsync([topic], allowAutoCreate, cancellation).ConfigureAwait(false);
                var found = answer.Topics.FirstOrDefault(t => t.Name == topic) ?? throw new KafkaException(ErrorCode.UnknownTopicOrPartition);
                KafkaException.ThrowIf((short)found.Error);
                return found;
            },
            cancellation).ConfigureAwait(false);
    }

    /// <summary>The node id of a partition's leader, waited for while there is none.</summary>
    /// <exception cref="KafkaException">Topic or partition unknown, or no leader, after <see cref="KafkaClientOptions.DefaultApiTimeout"/>.</exception>
    public async ValueTask<int> LeaderAsync(TopicPartition partition, CancellationToken cancellation = default)
    {
        if (Leader(_cache.Topic(partition.Topic), partition) is { } known)
        {
            return known;
        }
        return await RetryAsync(
            $"Partition {partition} has no leader after {Options.DefaultApiTimeout.TotalMilliseconds:F0} ms.",
            async () =>
            {
                InvalidateTopic(partition.Topic);
                var topic = await TopicAsync(partition.Topic, allowAutoCreate: false, cancellation).ConfigureAwait(false);
                return Leader(topic, partition) ?? throw new KafkaException(ErrorCode.LeaderNotAvailable);
            },
            cancellation).ConfigureAwait(false);
    }

    /// <summary>Forgets a topic, so that the next look asks the cluster.</summary>
    public void InvalidateTopic(string topic) => _cache.Forget(topic);

    /// <summary>The node id of a coordinator, from memory or asked for until there is one.</summary>
    /// <exception cref="KafkaException">None after <see cref="KafkaClientOptions.DefaultApiTimeout"/>, or not authorised.</exception>
    public async Task<int> FindCoordinatorAsync(string key, CoordinatorType type, CancellationToken cancellation = default)
    {
        if (_coordinators.TryGetValue((key, type), out var known))
        {
            return known;
        }
        return await RetryAsync(
            $"No coordinator of {key} was found in {Options.DefaultApiTimeout.TotalMilliseconds:F0} ms.",
            async () =>
            {
                var node = await AskCoordinatorAsync(key, type, cancellation).ConfigureAwait(false);
                _coordinators[(key, type)] = node;
                return node;
            },
            cancellation).ConfigureAwait(false);
    }

    /// <summary>Forgets a coordinator, after NOT_COORDINATOR or a broken connection.</summary>
    public void ForgetCoordinator(string key, CoordinatorType type) => _coordinators.TryRemove((key, type), out _);

    /// <summary>
    /// One call to the coordinator of a key. A broker that is not its coordinator any more, or cannot be reached, is forgotten, so that the next call looks for another one.
    /// </summary>
    internal async Task<T> AtCoordinatorAsync<T>(string key, CoordinatorType type, Func<int, Task<T>> call, CancellationToken cancellation)
    {
        var node = await FindCoordinatorAsync(key, type, cancellation).ConfigureAwait(false);
        try
        {
            return await call(node).ConfigureAwait(false);
        }
        catch (KafkaException e) when (e.Code is ErrorCode.NotCoordinator or ErrorCode.CoordinatorNotAvailable or ErrorCode.NetworkException or ErrorCode.BrokerNotAvailable or ErrorCode.RequestTimedOut)
        {
            ForgetCoordinator(key, type);
            throw;
        }
    }

    private static int? Leader(TopicMetadata? topic, TopicPartition partition) =>
        topic?.Partitions.FirstOrDefault(p => p.Partition == partition.Partition) is { Leader: >= 0 } found ? found.Leader : null;

    private async Task<int> AskCoordinatorAsync(string key, CoordinatorType type, CancellationToken cancellation)
    {
        // Version 4 asks for several keys at once (KIP-699); older brokers answer for one.
        var request = new FindCoordinatorRequest { KeyType = (sbyte)type, CoordinatorKeys = [key] };
        var answer = await SendAsync<FindCoordinatorResponse>(request, null, cancellation).ConfigureAwait(false);
        var found = answer.Coordinators.FirstOrDefault() ?? throw new KafkaException(ErrorCode.CoordinatorNotAvailable);
        KafkaException.ThrowIf(found.ErrorCode, found.ErrorMessage);
        if (_cache.Broker(found.NodeId) is null)
        {
            await RefreshMetadataAsync([], allowAutoCreate: false, cancellation).ConfigureAwait(false);
        }
        return found.NodeId;
    }

    private async Task<T> RetryAsync<T>(string timedOut, Func<Task<T>> attempt, CancellationToken cancellation)
    {
        var started = Options.Time.GetTimestamp();
        while (true)
        {
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (KafkaException e) when (e.IsRetriable)
            {
                if (Options.Time.GetElapsedTime(started) >= Options.DefaultApiTimeout)
                {
                    throw new KafkaException(e.Code == ErrorCode.NetworkException ? e.Code : ErrorCode.RequestTimedOut, $"{timedOut} Last: {e.Message}", e);
                }
            }
            await Task.Delay(Options.RetryBackoff, Options.Time, cancellation).ConfigureAwait(false);
        }
    }
}
