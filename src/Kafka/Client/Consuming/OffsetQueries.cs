using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Consuming;

/// <summary>Questions about offsets, retried until the client's <see cref="KafkaClientOptions.DefaultApiTimeout"/>.</summary>
internal sealed class OffsetQueries(KafkaClient client, ConsumerOptions options)
{
    public const long Latest = -1;
    public const long Earliest = -2;

    /// <summary>Highest version that names topics instead of giving their ids.</summary>
    private const short LastVersionWithNames = 9;

    /// <summary>First offset, end, or first offset at or after a time; −1 when there is no such record.</summary>
    public async Task<Dictionary<TopicPartition, (long Offset, long Timestamp)>> ListAsync(
        IReadOnlyDictionary<TopicPartition, long> timestamps, CancellationToken ct)
    {
        var found = new Dictionary<TopicPartition, (long Offset, long Timestamp)>();
        await RetryAsync(
            async () =>
            {
                var byLeader = new Dictionary<int, List<TopicPartition>>();
                foreach (var partition in timestamps.Keys.Where(p => !found.ContainsKey(p)))
                {
                    var leader = await client.LeaderAsync(partition, ct).ConfigureAwait(false);
                    (byLeader.TryGetValue(leader, out var list) ? list : byLeader[leader] = []).Add(partition);
                }

                foreach (var (leader, partitions) in byLeader)
                {
                    await ListOnAsync(leader, partitions, timestamps, found, ct).ConfigureAwait(false);
                }
            },
            () => InvalidateTopics(timestamps.Keys),
            ct).ConfigureAwait(false);
        return found;
    }

    /// <summary>What the group has committed; partitions without a commit are absent.</summary>
    public async Task<Dictionary<TopicPartition, OffsetAndMetadata>> CommittedAsync(IReadOnlyCollection<TopicPartition> partitions, CancellationToken ct)
    {
        var group = options.GroupId ?? throw new InvalidOperationException("To use the group management or offset commit APIs, you must provide a valid group.id in the consumer configuration.");
        var request = new OffsetFetchRequest
        {
            Groups =
            [
                new OffsetFetchRequest.OffsetFetchRequestGroup
                {
                    GroupId = group,
                    Topics = [.. partitions.GroupBy(p => p.Topic).Select(t => new OffsetFetchRequest.OffsetFetchRequestTopics
                    {
                        Name = t.Key,
                        PartitionIndexes = [.. t.Select(p => p.Partition)],
                    })],
                },
            ],
            RequireStable = true,
        };
        var found = new Dictionary<TopicPartition, OffsetAndMetadata>();
        await AtCoordinatorAsync(
            group,
            async node =>
            {
                var answer = await client.SendAsync<OffsetFetchResponse>(request, node, ct, LastVersionWithNames).ConfigureAwait(false);
                foreach (var one in answer.Groups)
                {
                    KafkaException.ThrowIf(one.ErrorCode);
                    Collect(one, found);
                }
            },
            ct).ConfigureAwait(false);
        return found;
    }

    /// <summary>Commits under an identity; the error of the first partition that was refused is thrown.</summary>
    public async Task CommitAsync(ConsumerGroupMetadata group, IReadOnlyDictionary<TopicPartition, OffsetAndMetadata> offsets, CancellationToken ct)
    {
        if (offsets.Count == 0)
        {
            return;
        }

        var request = new OffsetCommitRequest
        {
            GroupId = group.GroupId,
            GenerationIdOrMemberEpoch = group.GenerationId,
            MemberId = group.MemberId,
            GroupInstanceId = group.GroupInstanceId,
            Topics = [.. offsets.GroupBy(o => o.Key.Topic).Select(t => new OffsetCommitRequest.OffsetCommitRequestTopic
            {
                Name = t.Key,
                Partitions = [.. t.Select(o => new OffsetCommitRequest.OffsetCommitRequestPartition
                {
                    PartitionIndex = o.Key.Partition,
                    CommittedOffset = o.Value.Offset,
                    CommittedLeaderEpoch = o.Value.LeaderEpoch,
                    CommittedMetadata = o.Value.Metadata,
                })],
            })],
        };
        await AtCoordinatorAsync(
            group.GroupId,
            async node =>
            {
                var answer = await client.SendAsync<OffsetCommitResponse>(request, node, ct, LastVersionWithNames).ConfigureAwait(false);
                foreach (var partition in answer.Topics.SelectMany(t => t.Partitions))
                {
                    KafkaException.ThrowIf(partition.ErrorCode);
                }
            },
            ct).ConfigureAwait(false);
    }

    private async Task ListOnAsync(
        int leader,
        List<TopicPartition> partitions,
        IReadOnlyDictionary<TopicPartition, long> timestamps,
        Dictionary<TopicPartition, (long Offset, long Timestamp)> found,
        CancellationToken ct)
    {
        var request = new ListOffsetsRequest
        {
            ReplicaId = -1,
            IsolationLevel = (sbyte)options.IsolationLevel,
            TimeoutMs = (int)client.Options.RequestTimeout.TotalMilliseconds,
            Topics = [.. partitions.GroupBy(p => p.Topic).Select(t => new ListOffsetsRequest.ListOffsetsTopic
            {
                Name = t.Key,
                Partitions = [.. t.Select(p => new ListOffsetsRequest.ListOffsetsPartition { PartitionIndex = p.Partition, Timestamp = timestamps[p] })],
            })],
        };
        var answer = await client.SendAsync<ListOffsetsResponse>(request, leader, ct).ConfigureAwait(false);
        foreach (var topic in answer.Topics)
        {
            foreach (var partition in topic.Partitions)
            {
                KafkaException.ThrowIf(partition.ErrorCode);
                found[new TopicPartition(topic.Name, partition.PartitionIndex)] = (partition.Offset, partition.Timestamp);
            }
        }
    }

    private static void Collect(OffsetFetchResponse.OffsetFetchResponseGroup answer, Dictionary<TopicPartition, OffsetAndMetadata> found)
    {
        foreach (var topic in answer.Topics)
        {
            foreach (var partition in topic.Partitions)
            {
                KafkaException.ThrowIf(partition.ErrorCode);
                if (partition.CommittedOffset >= 0)
                {
                    found[new TopicPartition(topic.Name, partition.PartitionIndex)] =
                        new OffsetAndMetadata(partition.CommittedOffset, partition.CommittedLeaderEpoch, partition.Metadata ?? "");
                }
            }
        }
    }

    private void InvalidateTopics(IEnumerable<TopicPartition> partitions)
    {
        foreach (var topic in partitions.Select(p => p.Topic).Distinct())
        {
            client.InvalidateTopic(topic);
        }
    }

    private Task AtCoordinatorAsync(string group, Func<int, Task> call, CancellationToken ct) =>
        RetryAsync(
            () => client.AtCoordinatorAsync(
                group,
                CoordinatorType.Group,
                async node =>
                {
                    await call(node).ConfigureAwait(false);
                    return node;
                },
                ct),
            static () => { },
            ct);

    private async Task RetryAsync(Func<Task> attempt, Action beforeNext, CancellationToken ct)
    {
        var time = client.Options.Time;
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                await attempt().ConfigureAwait(false);
                return;
            }
            catch (KafkaException e) when (
                (e.IsRetriable || e.Code == ErrorCode.BrokerNotAvailable) && e.Code != ErrorCode.RebalanceInProgress && time.GetElapsedTime(started) < client.Options.DefaultApiTimeout)
            {
                beforeNext();
            }

            await Task.Delay(client.Options.RetryBackoff, time, ct).ConfigureAwait(false);
        }
    }
}
