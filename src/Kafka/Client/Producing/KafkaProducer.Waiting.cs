using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Client.Producing;

/// <content>The way of a record that has to wait for metadata, its transaction or memory.</content>
public sealed partial class KafkaProducer
{
    private async Task<Task<RecordMetadata>> SendSlowlyAsync(
        ProducerRecord record, int size, Task<TopicMetadata>? looking, TopicPartition? known, CancellationToken cancellation)
    {
        try
        {
            var partition = known
                ?? new TopicPartition(record.Topic, _accumulator.PartitionOf(record, await PartitionsAsync(record, looking, cancellation).ConfigureAwait(false), size));
            if (_transactions is not null)
            {
                await _transactions.AddPartitionAsync(partition, cancellation).ConfigureAwait(false);
            }

            await _accumulator.Memory.ReserveAsync(size, cancellation).ConfigureAwait(false);
            ThrowIfClosed();
            return _accumulator.Append(partition, record, size);
        }
        catch (KafkaException e)
        {
            _transactions?.OnBatchFailed(e, isInDoubt: false);
            return Task.FromException<RecordMetadata>(e);
        }
    }

    // The number of partitions, waited for while the topic or the given partition is not there.
    private async Task<int> PartitionsAsync(ProducerRecord record, Task<TopicMetadata>? looking, CancellationToken cancellation)
    {
        var time = _client.Options.Time;
        var started = time.GetTimestamp();
        int? count = null;
        while (true)
        {
            var left = _options.MaxBlock - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                throw NotPresent(record, count);
            }

            try
            {
                var task = looking ?? _client.TopicAsync(record.Topic, allowAutoCreate: true, cancellation).AsTask();
                looking = null;
                count = (await task.WaitAsync(left, time, cancellation).ConfigureAwait(false)).Partitions.Count;
            }
            catch (TimeoutException)
            {
                throw NotPresent(record, count);
            }
            catch (KafkaException e) when (e.IsRetriable)
            {
                // Asked again until max.block.ms has passed.
            }
            catch (KafkaException e) when (e.Code is ErrorCode.InvalidTopicException or ErrorCode.TopicAuthorizationFailed)
            {
                throw new KafkaException(e.Code, e.Code == ErrorCode.InvalidTopicException ? $"Invalid topics: [{record.Topic}]" : $"Not authorized to access topics: [{record.Topic}]");
            }

            if (count > (record.Partition ?? 0))
            {
                return count.Value;
            }

            _client.InvalidateTopic(record.Topic);
            await Task.Delay(_options.RetryBackoff, time, cancellation).ConfigureAwait(false);
        }
    }

    private KafkaException NotPresent(ProducerRecord record, int? count) => new(
        ErrorCode.RequestTimedOut,
        count is null
            ? $"Topic {record.Topic} not present in metadata after {_options.MaxBlock.TotalMilliseconds:F0} ms."
            : $"Partition {record.Partition} of topic {record.Topic} with partition count {count} is not present in metadata after {_options.MaxBlock.TotalMilliseconds:F0} ms.");
}
