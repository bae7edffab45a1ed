using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Client.Consuming;

/// <content>Where reading goes on in each partition.</content>
public sealed partial class KafkaConsumer
{
    private PositionSearch? _search;

    /// <summary>Goes on at an offset.</summary>
    /// <exception cref="InvalidOperationException">The partition is not assigned.</exception>
    public void Seek(TopicPartition partition, long offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        _partitions.Get(partition).Seek(offset);
        Signal();
    }

    /// <summary>Goes on at the first record that is still there, found out when it is needed; all assigned partitions when none is named.</summary>
    public void SeekToBeginning(IEnumerable<TopicPartition>? partitions = null) => SeekTo(partitions, PositionState.AskEarliest);

    /// <summary>Goes on behind the last record, found out when it is needed; all assigned partitions when none is named.</summary>
    public void SeekToEnd(IEnumerable<TopicPartition>? partitions = null) => SeekTo(partitions, PositionState.AskLatest);

    /// <summary>Offset of the next record that will be handed out.</summary>
    /// <exception cref="KafkaException">It cannot be found out.</exception>
    public async Task<long> PositionAsync(TopicPartition partition, CancellationToken ct = default)
    {
        var state = _partitions.Get(partition);
        while (state.Need != PositionState.Known)
        {
            FindPositions();
            if (_search is { } search)
            {
                await Task.WhenAny(search.Found).WaitAsync(ct).ConfigureAwait(false);
            }
        }

        return state.Position;
    }

    private void SeekTo(IEnumerable<TopicPartition>? partitions, PositionState need)
    {
        var chosen = partitions?.ToList() ?? [];
        _partitions.Each(chosen.Count > 0 ? chosen : Assignment, p => p.Reset(need));
        Signal();
    }

    /// <summary>Takes what a search found, and begins another for what is still open.</summary>
    private void FindPositions()
    {
        if (_search is { Found.IsCompleted: true } done)
        {
            _search = null;
            foreach (var (target, offset) in done.Found.GetAwaiter().GetResult())
            {
                if (_partitions.Find(target.State.Partition) == target.State && target.State.Version == target.Version)
                {
                    target.State.Seek(offset.Offset, offset.LeaderEpoch);
                }
            }
        }

        if (_search is not null || _partitions.All.All(p => p.Need == PositionState.Known))
        {
            return;
        }

        var open = _partitions.All.Where(p => p.Need != PositionState.Known).Select(p => (new FetchTarget(p, -1, p.Version), p.Need)).ToList();
        _search = new PositionSearch(SearchAsync(open));
        _ = _search.Found.ContinueWith(_ => Signal(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task<List<(FetchTarget Target, OffsetAndMetadata Offset)>> SearchAsync(List<(FetchTarget Target, PositionState Need)> open)
    {
        var found = new List<(FetchTarget, OffsetAndMetadata)>();
        var committed = new Dictionary<TopicPartition, OffsetAndMetadata>();
        var asked = open.Where(o => o.Need == PositionState.AskCommitted).Select(o => o.Target.State.Partition).ToList();
        if (asked.Count > 0 && _options.GroupId is not null)
        {
            committed = await _offsets.CommittedAsync(asked, _stop.Token).ConfigureAwait(false);
        }

        var timestamps = new Dictionary<TopicPartition, long>();
        foreach (var (target, need) in open)
        {
            if (committed.TryGetValue(target.State.Partition, out var offset))
            {
                found.Add((target, offset));
            }
            else
            {
                timestamps[target.State.Partition] = TimestampFor(target.State.Partition, need);
            }
        }

        if (timestamps.Count > 0)
        {
            var listed = await _offsets.ListAsync(timestamps, _stop.Token).ConfigureAwait(false);
            found.AddRange(open.Where(o => listed.ContainsKey(o.Target.State.Partition))
                .Select(o => (o.Target, new OffsetAndMetadata(listed[o.Target.State.Partition].Offset))));
        }

        return found;
    }

    private long TimestampFor(TopicPartition partition, PositionState need) => (need, _options.AutoOffsetReset) switch
    {
        (PositionState.AskEarliest, _) => OffsetQueries.Earliest,
        (PositionState.AskLatest, _) => OffsetQueries.Latest,
        (_, AutoOffsetReset.Earliest) => OffsetQueries.Earliest,
        (_, AutoOffsetReset.Latest) => OffsetQueries.Latest,
        _ => throw new KafkaException(ErrorCode.OffsetOutOfRange, $"Undefined offset with no reset policy for partitions: [{partition}]"),
    };

    private sealed record PositionSearch(Task<List<(FetchTarget Target, OffsetAndMetadata Offset)>> Found);
}
