using Ms2Lab.Kafka.Broker.Configs;

namespace Ms2Lab.Kafka.Broker.Log;

/// <summary>Which whole segments are too old or too many (<c>retention.ms</c>, <c>retention.bytes</c>), oldest first.</summary>
internal static class Retention
{
    /// <summary>The offset below which everything may go; the log's start when nothing may.</summary>
    public static long StartOf(PartitionLog log, TopicSettings settings, long now)
    {
        if (!settings.IsDeleted)
        {
            return log.StartOffset;
        }

        var start = log.StartOffset;
        var excess = settings.RetentionBytes < 0 ? 0 : log.Size - settings.RetentionBytes;
        for (var i = 0; i < log.Segments.Count; i++)
        {
            var segment = log.Segments[i];
            var isTooOld = settings.RetentionMs >= 0 && now - segment.NewestAt > settings.RetentionMs;
            if (!isTooOld && excess < segment.Size)
            {
                break;
            }

            excess -= segment.Size;
            start = i + 1 < log.Segments.Count ? log.Segments[i + 1].BaseOffset : log.EndOffset;
        }

        return start;
    }
}
