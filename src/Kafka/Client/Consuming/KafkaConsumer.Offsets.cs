using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Client.Consuming;

/// <content>Committed offsets and the bounds of partitions.</content>
public sealed partial class KafkaConsumer
{
    private long _lastCommit;
    private Task _commit = Task.CompletedTask;

    /// <summary>Commits the positions of all assigned partitions that have one.</summary>
    /// <exception cref="KafkaException">As the other overload.</exception>
    public Task CommitAsync(CancellationToken ct = default) => CommitAsync(Positions(), ct);

    /// <summary>Commits offsets for the group, each that of the next record to read.</summary>
    /// <exception cref="KafkaException">Refused for good: the member lost its place (UNKNOWN_MEMBER_ID, ILLEGAL_GENERATION, FENCED_INSTANCE_ID), a rebalance is under way (REBALANCE_IN_PROGRESS), or retries took too long.</exception>
    /// <exception cref="InvalidOperationException">There is no group.</exception>
    public async Task CommitAsync(IReadOnlyDictionary<TopicPartition, OffsetAndMetadata> offsets, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(offsets);
        var group = _group ?? throw NoGroup();
        var used = group.Generation;
        if (group.IsSubscribed && !used.IsMember)
        {
            throw new KafkaException(
                ErrorCode.UnknownMemberId,
                "Offset commit cannot be completed since the consumer is not part of an active group for auto partition assignment; it is likely that the consumer was kicked out of the group.");
        }

        try
        {
            await _offsets.CommitAsync(group.Metadata, offsets, ct).ConfigureAwait(false);
        }
        catch (KafkaException e)
        {
            group.Handle(used, e.Code);
            throw;
        }
    }

    /// <summary>What the group has committed; null where it has not.</summary>
    /// <exception cref="KafkaException">The coordinator does not answer or refuses.</exception>
    public async Task<IReadOnlyDictionary<TopicPartition, OffsetAndMetadata?>> CommittedAsync(
        IReadOnlyCollection<TopicPartition> partitions, CancellationToken ct = default)
    {
        var found = await _offsets.CommittedAsync(partitions, ct).ConfigureAwait(false);
        return partitions.Distinct().ToDictionary(p => p, p => found.GetValueOrDefault(p));
    }

    /// <summary>Offset of the first record of each partition.</summary>
    public Task<IReadOnlyDictionary<TopicPartition, long>> BeginningOffsetsAsync(IEnumerable<TopicPartition> partitions, CancellationToken ct = default) =>
        BoundsAsync(partitions, OffsetQueries.Earliest, ct);

    /// <summary>Offset behind the last record of each partition; that of the last stable one when reading committed records.</summary>
    public Task<IReadOnlyDictionary<TopicPartition, long>> EndOffsetsAsync(IEnumerable<TopicPartition> partitions, CancellationToken ct = default) =>
        BoundsAsync(partitions, OffsetQueries.Latest, ct);

    /// <summary>The first offset whose record is not older than the time, in milliseconds since 1970 UTC; null when there is none.</summary>
    public async Task<IReadOnlyDictionary<TopicPartition, long?>> OffsetsForTimesAsync(
        IReadOnlyDictionary<TopicPartition, long> timestamps, CancellationToken ct = default)
    {
        var found = await _offsets.ListAsync(timestamps, ct).ConfigureAwait(false);
        return found.ToDictionary(f => f.Key, f => f.Value.Offset < 0 ? (long?)null : f.Value.Offset);
    }

    /// <summary>The partitions of a topic.</summary>
    /// <exception cref="KafkaException">The topic stays unknown.</exception>
    public async Task<IReadOnlyList<PartitionMetadata>> PartitionsForAsync(string topic, CancellationToken ct = default) =>
        (await _client.TopicAsync(topic, _options.AllowAutoCreateTopics, ct).ConfigureAwait(false)).Partitions;

    private async Task<IReadOnlyDictionary<TopicPartition, long>> BoundsAsync(IEnumerable<TopicPartition> partitions, long timestamp, CancellationToken ct)
    {
        var found = await _offsets.ListAsync(partitions.Distinct().ToDictionary(p => p, _ => timestamp), ct).ConfigureAwait(false);
        return found.ToDictionary(f => f.Key, f => f.Value.Offset);
    }

    private Dictionary<TopicPartition, OffsetAndMetadata> Positions() => _partitions.All
        .Where(p => p.Need == PositionState.Known)
        .ToDictionary(p => p.Partition, p => new OffsetAndMetadata(p.Position, p.LeaderEpoch));

    /// <summary>Begins an automatic commit of what earlier polls returned; one that fails is made good by the next.</summary>
    private void CommitNowAndThen()
    {
        if (_options.AutoCommitInterval is { } interval && _commit.IsCompleted && _time.GetElapsedTime(_lastCommit) >= interval)
        {
            _lastCommit = _time.GetTimestamp();
            _commit = CommitQuietlyAsync(_stop.Token);
        }
    }

    private Task CommitBeforeRebalanceAsync(CancellationToken ct) =>
        _options.AutoCommitInterval is null ? Task.CompletedTask : CommitQuietlyAsync(ct);

    /// <summary>As the Java client: an automatic commit never fails a poll, whoever takes over reads the records again.</summary>
    private async Task CommitQuietlyAsync(CancellationToken ct)
    {
        try
        {
            await CommitAsync(ct).ConfigureAwait(false);
        }
        catch (KafkaException e)
        {
            LastAutoCommitFailure = e;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The consumer was abandoned.
        }
    }

    /// <summary>Why the latest automatic commit that failed did; null while none has.</summary>
    public KafkaException? LastAutoCommitFailure { get; private set; }
}
