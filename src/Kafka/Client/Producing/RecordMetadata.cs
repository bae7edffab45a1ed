namespace Ms2Lab.Kafka.Client.Producing;

/// <summary>Where a record went.</summary>
/// <param name="Partition">Its topic and partition.</param>
/// <param name="Offset">Its offset; −1 with acks=0, and where the broker had the batch already.</param>
/// <param name="Timestamp">Its timestamp in milliseconds: the producer's, or the broker's with LogAppendTime.</param>
public readonly record struct RecordMetadata(TopicPartition Partition, long Offset, long Timestamp);
