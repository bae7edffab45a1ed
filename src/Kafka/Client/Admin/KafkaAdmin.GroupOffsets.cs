using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Admin;

public sealed partial class KafkaAdmin
{
    // From version 10 on topics travel by id; names do until 9.
    private const short LastVersionWithNames = 9;

    /// <summary>What a group has committed, of the given partitions or of all; partitions without a commit are left out.</summary>
    /// <exception cref="KafkaException">The coordinator refused.</exception>
    public Task<IReadOnlyDictionary<TopicPartition, OffsetAndMetadata>> ListConsumerGroupOffsetsAsync(
        string groupId, IReadOnlyCollection<TopicPartition>? partitions = null, bool requireStable = false, CancellationToken cancellation = default)
    {
        var group = new OffsetFetchRequest.OffsetFetchRequestGroup
        {
            GroupId = groupId,
            Topics = partitions?.GroupBy(p => p.Topic).Select(t => new OffsetFetchRequest.OffsetFetchRequestTopics
            {
                Name = t.Key,
                PartitionIndexes = [.. t.Select(p => p.Partition)],
            }).ToList(),
        };
        var request = new OffsetFetchRequest { Groups = [group], RequireStable = requireStable };
        return ToCoordinatorAsync<IReadOnlyDictionary<TopicPartition, OffsetAndMetadata>>(
            "offsetFetch",
            groupId,
            CoordinatorType.Group,
            async node => Committed(await _client.SendAsync<OffsetFetchResponse>(request, node, cancellation, LastVersionWithNames).ConfigureAwait(false)),
            cancellation);
    }

    /// <summary>Commits offsets for a group that has no members.</summary>
    /// <exception cref="KafkaException">The group has members (UNKNOWN_MEMBER_ID), or the coordinator refused a partition.</exception>
    public async Task AlterConsumerGroupOffsetsAsync(
        string groupId, IReadOnlyDictionary<TopicPartition, OffsetAndMetadata> offsets, CancellationToken cancellation = default)
    {
        var request = new OffsetCommitRequest
        {
            GroupId = groupId,
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
        var refusal = await ToCoordinatorAsync(
            "offsetCommit",
            groupId,
            CoordinatorType.Group,
            async node =>
            {
                var response = await _client.SendAsync<OffsetCommitResponse>(request, node, cancellation, LastVersionWithNames).ConfigureAwait(false);
                var code = response.Topics.SelectMany(t => t.Partitions).Select(p => p.ErrorCode).FirstOrDefault(c => c != 0);
                // What a partition is refused for may pass too, but only a coordinator that is not ready is asked again, as the Java client does.
                if ((ErrorCode)code is ErrorCode.CoordinatorLoadInProgress or ErrorCode.CoordinatorNotAvailable or ErrorCode.NotCoordinator)
                {
                    ThrowIf(code);
                }

                return code;
            },
            cancellation).ConfigureAwait(false);
        ThrowIf(refusal);
    }

    /// <summary>Deletes offsets of partitions that no member of the group is subscribed to (KIP-496).</summary>
    /// <exception cref="KafkaException">GROUP_ID_NOT_FOUND, GROUP_SUBSCRIBED_TO_TOPIC, or the coordinator refused.</exception>
    public Task DeleteConsumerGroupOffsetsAsync(string groupId, IEnumerable<TopicPartition> partitions, CancellationToken cancellation = default)
    {
        var request = new OffsetDeleteRequest
        {
            GroupId = groupId,
            Topics = [.. partitions.GroupBy(p => p.Topic).Select(t => new OffsetDeleteRequest.OffsetDeleteRequestTopic
            {
                Name = t.Key,
                Partitions = [.. t.Select(p => new OffsetDeleteRequest.OffsetDeleteRequestPartition { PartitionIndex = p.Partition })],
            })],
        };
        return ToCoordinatorAsync(
            "offsetDelete",
            groupId,
            CoordinatorType.Group,
            async node =>
            {
                var response = await _client.SendAsync<OffsetDeleteResponse>(request, node, cancellation).ConfigureAwait(false);
                ThrowIf(response.ErrorCode);
                ThrowFirst(response.Topics.SelectMany(t => t.Partitions).Select(p => p.ErrorCode));
                return true;
            },
            cancellation);
    }

    private static Dictionary<TopicPartition, OffsetAndMetadata> Committed(OffsetFetchResponse response)
    {
        var group = response.Groups.Single();
        ThrowIf(group.ErrorCode);
        var all = group.Topics.SelectMany(t => t.Partitions.Select(p => (t.Name, Partition: p))).ToList();
        ThrowFirst(all.Select(p => p.Partition.ErrorCode));
        return all
            .Where(p => p.Partition.CommittedOffset >= 0)
            .ToDictionary(
                p => new TopicPartition(p.Name, p.Partition.PartitionIndex),
                p => new OffsetAndMetadata(p.Partition.CommittedOffset, p.Partition.CommittedLeaderEpoch, p.Partition.Metadata ?? ""));
    }

    private static void ThrowFirst(IEnumerable<short> codes)
    {
        foreach (var code in codes)
        {
            ThrowIf(code);
        }
    }
}
