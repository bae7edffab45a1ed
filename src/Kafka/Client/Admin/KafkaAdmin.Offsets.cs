using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Admin;

public sealed partial class KafkaAdmin
{
    /// <summary>Offsets of partitions; waits for unknown topics as for partitions without a leader.</summary>
    /// <exception cref="KafkaException">A partition was refused.</exception>
    public async Task<IReadOnlyDictionary<TopicPartition, ListedOffset>> ListOffsetsAsync(
        IReadOnlyDictionary<TopicPartition, OffsetSpec> specs,
        IsolationLevel isolation = IsolationLevel.ReadUncommitted,
        CancellationToken cancellation = default)
    {
        var found = new Dictionary<TopicPartition, ListedOffset>();
        await RetryAsync(
            "listOffsets",
            () => AtLeadersAsync(
                specs.Keys.Where(p => !found.ContainsKey(p)),
                (node, partitions) => ListAtAsync(node, partitions, specs, isolation, found, cancellation),
                cancellation),
            cancellation).ConfigureAwait(false);
        return found;
    }

    /// <summary>The same offset of several partitions.</summary>
    /// <exception cref="KafkaException">A partition was refused.</exception>
    public Task<IReadOnlyDictionary<TopicPartition, ListedOffset>> ListOffsetsAsync(
        IEnumerable<TopicPartition> partitions, OffsetSpec spec, IsolationLevel isolation = IsolationLevel.ReadUncommitted, CancellationToken cancellation = default) =>
        ListOffsetsAsync(partitions.Distinct().ToDictionary(p => p, _ => spec), isolation, cancellation);

    /// <summary>Deletes the records before the given offsets, −1 for all there are; answers the new first offsets.</summary>
    /// <exception cref="KafkaException">A partition was refused.</exception>
    public async Task<IReadOnlyDictionary<TopicPartition, long>> DeleteRecordsAsync(
        IReadOnlyDictionary<TopicPartition, long> before, CancellationToken cancellation = default)
    {
        var done = new Dictionary<TopicPartition, long>();
        await RetryAsync(
            "deleteRecords",
            () => AtLeadersAsync(
                before.Keys.Where(p => !done.ContainsKey(p)),
                (node, partitions) => DeleteAtAsync(node, partitions, before, done, cancellation),
                cancellation),
            cancellation).ConfigureAwait(false);
        return done;
    }

    // Remembers what succeeded, so that a retry asks only for the rest.
    private async Task<bool> AtLeadersAsync(
        IEnumerable<TopicPartition> partitions, Func<int, IReadOnlyList<TopicPartition>, Task> send, CancellationToken cancellation)
    {
        var byLeader = new Dictionary<int, List<TopicPartition>>();
        foreach (var partition in partitions.ToList())
        {
            var leader = await _client.LeaderAsync(partition, cancellation).ConfigureAwait(false);
            if (!byLeader.TryGetValue(leader, out var list))
            {
                byLeader[leader] = list = [];
            }

            list.Add(partition);
        }

        foreach (var (leader, list) in byLeader)
        {
            try
            {
                await send(leader, list).ConfigureAwait(false);
            }
            catch (KafkaException e) when (e.IsRetriable || e.Code == ErrorCode.BrokerNotAvailable)
            {
                foreach (var topic in list.Select(p => p.Topic).Distinct())
                {
                    _client.InvalidateTopic(topic);
                }

                throw;
            }
        }

        return true;
    }

    private async Task ListAtAsync(
        int node,
        IReadOnlyList<TopicPartition> partitions,
        IReadOnlyDictionary<TopicPartition, OffsetSpec> specs,
        IsolationLevel isolation,
        Dictionary<TopicPartition, ListedOffset> found,
        CancellationToken cancellation)
    {
        var request = new ListOffsetsRequest
        {
            ReplicaId = -1,
            IsolationLevel = (sbyte)isolation,
            TimeoutMs = TimeoutMs,
            Topics = [.. partitions.GroupBy(p => p.Topic).Select(t => new ListOffsetsRequest.ListOffsetsTopic
            {
                Name = t.Key,
                Partitions = [.. t.Select(p => new ListOffsetsRequest.ListOffsetsPartition { PartitionIndex = p.Partition, Timestamp = specs[p].Timestamp })],
            })],
        };
        var response = await _client.SendAsync<ListOffsetsResponse>(request, node, cancellation).ConfigureAwait(false);
        KafkaException? failure = null;
        foreach (var (topic, p) in response.Topics.SelectMany(t => t.Partitions.Select(p => (t.Name, p))))
        {
            if (Failure(p.ErrorCode) is { } refused)
            {
                failure ??= refused;
                continue;
            }

            found[new(topic, p.PartitionIndex)] = new(p.Offset, p.Timestamp, p.LeaderEpoch);
        }

        if (failure is not null)
        {
            throw failure;
        }
    }

    private async Task DeleteAtAsync(
        int node,
        IReadOnlyList<TopicPartition> partitions,
        IReadOnlyDictionary<TopicPartition, long> before,
        Dictionary<TopicPartition, long> done,
        CancellationToken cancellation)
    {
        var request = new DeleteRecordsRequest
        {
            TimeoutMs = TimeoutMs,
            Topics = [.. partitions.GroupBy(p => p.Topic).Select(t => new DeleteRecordsRequest.DeleteRecordsTopic
            {
                Name = t.Key,
                Partitions = [.. t.Select(p => new DeleteRecordsRequest.DeleteRecordsPartition { PartitionIndex = p.Partition, Offset = before[p] })],
            })],
        };
        var response = await _client.SendAsync<DeleteRecordsResponse>(request, node, cancellation).ConfigureAwait(false);
        KafkaException? failure = null;
        foreach (var (topic, p) in response.Topics.SelectMany(t => t.Partitions.Select(p => (t.Name, p))))
        {
            if (Failure(p.ErrorCode) is { } refused)
            {
                failure ??= refused;
                continue;
            }

            done[new(topic, p.PartitionIndex)] = p.LowWatermark;
        }

        if (failure is not null)
        {
            throw failure;
        }
    }
}
