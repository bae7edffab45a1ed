using Ms2Lab.Kafka.Broker.Configs;

namespace Ms2Lab.Kafka.Broker.Log;

/// <summary>
/// The part of a log that compaction may rewrite now: whole segments before the one that is written to, without open transactions, old enough
/// (<c>min.compaction.lag.ms</c>).
/// </summary>
/// <param name="Segments">The segments, as they are now.</param>
/// <param name="FirstDirty">Offset after what was compacted before.</param>
/// <param name="End">Offset after the segments.</param>
/// <param name="IsDue">Whether <c>min.cleanable.dirty.ratio</c> or <c>max.compaction.lag.ms</c> ask for it.</param>
internal sealed record CompactionScope(IReadOnlyList<LogSegment> Segments, long FirstDirty, long End, bool IsDue)
{
    public static CompactionScope Of(PartitionLog log, TopicSettings settings, long lastStableOffset, long now)
    {
        var segments = log.Segments.SkipLast(1).TakeWhile(s => s.Batches[^1].LastOffset < lastStableOffset && now - s.NewestAt >= settings.MinCompactionLagMs).ToList();
        var end = segments.Count == 0 ? log.StartOffset : segments[^1].Batches[^1].LastOffset + 1;
        var firstDirty = Math.Max(log.CompactedTo, log.StartOffset);
        var dirty = segments.Where(s => s.Batches[^1].LastOffset >= firstDirty).ToList();
        var ratio = dirty.Count == 0 ? 0 : (double)dirty.Sum(s => s.Size) / segments.Sum(s => s.Size);
        var isOverdue = dirty.Count > 0 && now - dirty[0].CreatedAt > settings.MaxCompactionLagMs;
        return new CompactionScope(segments, firstDirty, end, ratio > settings.MinCleanableDirtyRatio || isOverdue);
    }
}
