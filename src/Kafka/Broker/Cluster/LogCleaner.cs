using Ms2Lab.Kafka.Broker.Log;

namespace Ms2Lab.Kafka.Broker.Cluster;

/// <summary>
/// Retention and compaction of all logs: now and then by the cluster's clock, or at once. One run at a time, under a lock of its own; the cluster's lock is
/// held only to look at a log and to put the outcome in its place.
/// </summary>
internal sealed class LogCleaner : IDisposable
{
    private readonly ClusterState _cluster;
    private readonly Lock _running = new();
    private readonly ITimer _retention;
    private readonly ITimer _compaction;

    public LogCleaner(ClusterState cluster)
    {
        _cluster = cluster;
        var (check, backoff) = (cluster.Settings.Milliseconds("log.retention.check.interval.ms"), cluster.Settings.Milliseconds("log.cleaner.backoff.ms"));
        _retention = cluster.Time.CreateTimer(_ => ApplyRetention(), null, check, check);
        _compaction = cluster.Time.CreateTimer(_ => Compact(topic: null, isForced: false), null, backoff, backoff);
    }

    /// <summary>Drops the segments that settings let go of.</summary>
    public void ApplyRetention()
    {
        lock (_running)
        {
            foreach (var partition in Partitions(topic: null))
            {
                lock (_cluster.Gate)
                {
                    var start = Retention.StartOf(partition.Log, partition.Topic.Settings, _cluster.Now);
                    if (start > partition.Log.StartOffset)
                    {
                        partition.DeleteBefore(start);
                    }
                }
            }
        }

        _cluster.Watches.Look();
    }

    /// <summary>Compacts what is due; when forced also what is not, up to the last batch of each log.</summary>
    public void Compact(string? topic, bool isForced)
    {
        lock (_running)
        {
            foreach (var partition in Partitions(topic).Where(p => p.Topic.Settings.IsCompacted))
            {
                Compact(partition, isForced);
            }
        }

        _cluster.Watches.Look();
    }

    public void Dispose()
    {
        _retention.Dispose();
        _compaction.Dispose();
    }

    private void Compact(Partition partition, bool isForced)
    {
        CompactionScope scope;
        ProducerSnapshot producers;
        var settings = partition.Topic.Settings;
        var now = _cluster.Now;
        lock (_cluster.Gate)
        {
            if (isForced)
            {
                partition.Log.SplitBefore(partition.LastStableOffset, now);
            }

            scope = CompactionScope.Of(partition.Log, settings, partition.LastStableOffset, now);
            producers = partition.Producers.Snapshot();
        }

        if (scope.Segments.Count == 0 || !(scope.IsDue || isForced))
        {
            return;
        }

        var compacted = Compaction.Run(scope, producers, now, settings.DeleteRetentionMs, settings.SegmentBytes);
        lock (_cluster.Gate)
        {
            if (!partition.IsDeleted)
            {
                partition.Log.Replace(scope, compacted);
            }
        }
    }

    private List<Partition> Partitions(string? topic)
    {
        lock (_cluster.Gate)
        {
            return [.. _cluster.Topics.All.Where(t => topic is null || t.Name == topic).SelectMany(t => t.Partitions)];
        }
    }
}
