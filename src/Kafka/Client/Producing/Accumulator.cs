using System.Collections.Concurrent;

namespace Ms2Lab.Kafka.Client.Producing;

/// <summary>All records that are not sent yet, in batches by partition.</summary>
internal sealed class Accumulator(ProducerOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<TopicPartition, PartitionQueue> _queues = new();
    private readonly ConcurrentDictionary<string, StickyPartition> _sticky = new();
    private int _flushing;

    public BufferMemory Memory { get; } = new(options.BufferMemory, options.MaxBlock, time);

    /// <summary>Set when there may be something to send.</summary>
    public AsyncSignal Work { get; } = new();

    public IEnumerable<PartitionQueue> Queues => _queues.Select(q => q.Value);

    /// <summary>Whether batches go without waiting for more records.</summary>
    public bool IsFlushing => Volatile.Read(ref _flushing) > 0;

    public int PartitionOf(ProducerRecord record, int partitions, int size)
    {
        if (record.Partition is { } given)
        {
            return given;
        }

        return record.Key is { } key && !options.IgnoreKeys
            ? Murmur2.PartitionOf(key, partitions)
            : _sticky.GetOrAdd(record.Topic, static (_, batchSize) => new StickyPartition(batchSize), options.BatchSize).Next(partitions, size);
    }

    /// <summary>Adds a record whose <paramref name="size"/> is reserved already.</summary>
    public Task<RecordMetadata> Append(TopicPartition partition, ProducerRecord record, int size)
    {
        var queue = _queues.GetOrAdd(partition, static p => new PartitionQueue(p));
        var timestamp = record.Timestamp ?? time.GetUtcNow().ToUnixTimeMilliseconds();
        Task<RecordMetadata> sent;
        bool wake;
        lock (queue.Lock)
        {
            var batch = queue.OpenFor(size, options.BatchSize);
            wake = batch is null;
            if (batch is null)
            {
                batch = new ProducerBatch(partition, options.Compression, Math.Max(Math.Min(options.BatchSize, 16384), size), time.GetTimestamp());
                queue.Enqueue(batch);
            }

            sent = batch.Append(record, timestamp, size);
            if (batch.SizeInBytes >= options.BatchSize)
            {
                queue.Close();
                wake = true;
            }
        }

        if (wake)
        {
            Work.Set();
        }

        return sent;
    }

    /// <summary>Sends what is there and waits until all of it is through.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        Interlocked.Increment(ref _flushing);
        try
        {
            var waiting = new List<Task>();
            foreach (var queue in Queues)
            {
                lock (queue.Lock)
                {
                    waiting.AddRange(queue.Batches.Select(b => b.Done));
                }
            }

            Work.Set();
            await Task.WhenAll(waiting).WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _flushing);
        }
    }

    /// <summary>Fails every batch that is not on its way.</summary>
    public void FailWaiting(Exception failure)
    {
        foreach (var queue in Queues)
        {
            List<ProducerBatch> waiting;
            lock (queue.Lock)
            {
                waiting = queue.TakeWaiting();
            }

            foreach (var batch in waiting)
            {
                Fail(batch, failure);
            }
        }
    }

    public void Fail(ProducerBatch batch, Exception failure)
    {
        batch.Fail(failure);
        Memory.Release(batch.Reserved);
    }

    public void Complete(ProducerBatch batch, long baseOffset, long logAppendTime)
    {
        batch.Complete(baseOffset, logAppendTime);
        Memory.Release(batch.Reserved);
    }
}
