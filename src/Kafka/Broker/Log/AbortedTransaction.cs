namespace Ms2Lab.Kafka.Broker.Log;

/// <summary>An aborted transaction on a partition: from its first record to its abort marker.</summary>
internal readonly record struct AbortedTransaction(long ProducerId, long FirstOffset, long LastOffset);
