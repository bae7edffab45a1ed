using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Broker.Log;

/// <summary>
/// The batches of one partition in segments, in memory. Log start never lies above log end; the high watermark is the log end,
/// since nothing is replicated. Used under the cluster's lock; batches handed out stay readable after it.
/// </summary>
internal sealed class PartitionLog(MemoryBudget budget)
{
    private readonly BatchArena _arena = new();

    public List<LogSegment> Segments { get; private set; } = [];

    public long StartOffset { get; private set; }

    public long EndOffset { get; private set; }

    public long Size { get; private set; }

    /// <summary>Offset after what was compacted.</summary>
    public long CompactedTo { get; private set; }

    public IEnumerable<StoredBatch> Batches => Segments.SelectMany(s => s.Batches);

    /// <summary>Takes the batch in at the end: writes its base offset and leader epoch and keeps its bytes.</summary>
    public StoredBatch Append(Memory<byte> bytes, int leaderEpoch, long now, long segmentBytes, long segmentMs)
    {
        var kept = _arena.Keep(bytes);
        RecordBatch.Place(kept.Span, EndOffset, leaderEpoch);
        var header = new RecordBatch(kept);
        var batch = new StoredBatch(EndOffset, header.LastOffset, header.MaxTimestamp, kept);
        if (Segments.Count == 0 || Segments[^1].Size + batch.Size > segmentBytes || Segments[^1].AgeAt(batch, now) > segmentMs)
        {
            Segments.Add(new LogSegment(EndOffset, now));
        }

        Segments[^1].Add(batch);
        EndOffset = batch.LastOffset + 1;
        Size += batch.Size;
        budget.Add(batch.Size);
        return batch;
    }

    /// <summary>
    /// Reads from the batch that contains <paramref name="from"/> up to those that end below <paramref name="bound"/>, as many bytes as
    /// <paramref name="maxBytes"/> allows, so that the last batch may be cut; the first one comes whole, with <paramref name="atLeastOne"/>
    /// even if it is larger. As in Kafka no further than the end of one segment.
    /// </summary>
    public LogSlice Read(long from, long bound, int maxBytes, bool atLeastOne)
    {
        var slice = new LogSlice(from);
        for (var s = SegmentOf(from); s < Segments.Count; s++)
        {
            var batches = Segments[s].Batches;
            for (var i = Segments[s].IndexOf(from); i < batches.Count && batches[i].LastOffset < bound; i++)
            {
                if (!slice.Add(batches[i], maxBytes, atLeastOne))
                {
                    return slice;
                }
            }

            if (slice.Bytes > 0)
            {
                return slice;
            }
        }

        return slice;
    }

    /// <summary>How many bytes <see cref="Read"/> would find, without collecting them; counting ends at <paramref name="enough"/>.</summary>
    public long ReadableBytes(long from, long bound, long enough)
    {
        var bytes = 0L;
        for (var s = SegmentOf(from); s < Segments.Count && bytes == 0; s++)
        {
            var batches = Segments[s].Batches;
            for (var i = Segments[s].IndexOf(from); i < batches.Count && batches[i].LastOffset < bound && bytes < enough; i++)
            {
                bytes += batches[i].Size;
            }
        }

        return bytes;
    }

    /// <summary>Moves the log start up and drops the segments that lie below it altogether; it may come to lie inside a batch.</summary>
    public void MoveStart(long offset)
    {
        StartOffset = Math.Max(StartOffset, offset);
        while (Segments.Count > 0 && (Segments[0].Batches.Count == 0 || Segments[0].Batches[^1].LastOffset < StartOffset))
        {
            Drop(Segments[0]);
        }
    }

    /// <summary>Drops the oldest batches, at least so many bytes of them, whether their segment is at its end or not.</summary>
    public void DropOldest(long bytes)
    {
        while (bytes > 0 && Segments is [var oldest, ..])
        {
            var count = 0;
            for (; count < oldest.Batches.Count && bytes > 0; count++)
            {
                bytes -= oldest.Batches[count].Size;
            }

            var start = oldest.Batches[count - 1].LastOffset + 1;
            var before = oldest.Size;
            oldest.RemoveFirst(count);
            Size -= before - oldest.Size;
            budget.Add(oldest.Size - before);
            MoveStart(start);
        }
    }

    /// <summary>Lets a segment end before its last batch at the latest, and before the offset, so that compaction may rewrite what lies before.</summary>
    public void SplitBefore(long offset, long now)
    {
        var at = Segments.FindIndex(s => s == Segments[^1] || s.Batches[^1].LastOffset >= offset);
        var count = at < 0 ? 0 : Math.Min(Segments[at].IndexOf(offset), Segments[at].Batches.Count - 1);
        if (count <= 0)
        {
            return;
        }

        var whole = Segments[at];
        var (first, second) = (new LogSegment(whole.BaseOffset, whole.CreatedAt), new LogSegment(whole.Batches[count].BaseOffset, now));
        whole.Batches.Take(count).ToList().ForEach(first.Add);
        whole.Batches.Skip(count).ToList().ForEach(second.Add);
        Segments = [.. Segments.Take(at), first, second, .. Segments.Skip(at + 1)];
    }

    /// <summary>Puts the segments that compaction made in place of those that it read, unless these are not the log's first ones any more.</summary>
    public void Replace(CompactionScope scope, List<LogSegment> compacted)
    {
        if (Segments.Take(scope.Segments.Count).SequenceEqual(scope.Segments))
        {
            Replace([.. compacted, .. Segments.Skip(scope.Segments.Count)]);
            CompactedTo = scope.End;
        }
    }

    /// <summary>Gives the memory back; the log is not used any more.</summary>
    public void Release() => Replace([]);

    private void Replace(List<LogSegment> segments)
    {
        budget.Add(-Size);
        Segments = segments;
        Size = segments.Sum(s => s.Size);
        budget.Add(Size);
    }

    private void Drop(LogSegment segment)
    {
        Segments.Remove(segment);
        Size -= segment.Size;
        budget.Add(-segment.Size);
    }

    private int SegmentOf(long offset)
    {
        var s = Segments.Count - 1;
        while (s > 0 && Segments[s].BaseOffset > offset)
        {
            s--;
        }

        return Math.Max(s, 0);
    }
}
