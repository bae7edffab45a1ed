namespace Ms2Lab.Kafka.Broker.Log;

/// <summary>Finds records by their time; only the batch that must hold the record is read.</summary>
internal static class TimestampSearch
{
    /// <summary>The first record that is not older.</summary>
    public static (long Timestamp, long Offset)? FirstFrom(PartitionLog log, long timestamp)
    {
        foreach (var stored in log.Batches.Where(b => b.MaxTimestamp >= timestamp && b.LastOffset >= log.StartOffset))
        {
            foreach (var record in stored.Batch)
            {
                if (record.Timestamp >= timestamp && record.Offset >= log.StartOffset)
                {
                    return (record.Timestamp, record.Offset);
                }
            }
        }

        return null;
    }

    /// <summary>The first record that has the largest timestamp.</summary>
    public static (long Timestamp, long Offset)? Largest(PartitionLog log)
    {
        var largest = log.Batches.Select(b => b.MaxTimestamp).DefaultIfEmpty(-1).Max();
        return largest < 0 ? null : FirstFrom(log, largest);
    }
}
