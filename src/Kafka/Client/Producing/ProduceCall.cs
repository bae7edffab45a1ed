using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Producing;

/// <summary>One Produce request to one broker and the batches in it, at most one of a partition.</summary>
internal sealed class ProduceCall(int node)
{
    private readonly Dictionary<TopicPartition, (PartitionQueue Queue, ProducerBatch Batch)> _batches = [];

    public int Node => node;

    public int SizeInBytes { get; private set; }

    public IReadOnlyDictionary<TopicPartition, (PartitionQueue Queue, ProducerBatch Batch)> Batches => _batches;

    public void Add(PartitionQueue queue, ProducerBatch batch)
    {
        _batches.Add(queue.Partition, (queue, batch));
        SizeInBytes += batch.SizeInBytes;
    }

    public ProduceRequest Request(ProducerOptions options) => new()
    {
        TransactionalId = options.TransactionalId,
        Acks = (short)options.Acks,
        TimeoutMs = (int)options.RequestTimeout.TotalMilliseconds,
        TopicData = [.. _batches.GroupBy(b => b.Key.Topic).Select(t => new ProduceRequest.TopicProduceData
        {
            Name = t.Key,
            PartitionData = [.. t.Select(b => new ProduceRequest.PartitionProduceData { Index = b.Key.Partition, Records = b.Value.Batch.Finish() })],
        })],
    };
}
