namespace Ms2Lab.Kafka.Client.Producing;

/// <summary>
/// The batches of one partition in the order in which they will be written. The first may be on its way; no second one is sent before
/// it is through, so order holds over retries and sequence numbers have no gaps. State is guarded by <see cref="Lock"/>.
/// </summary>
internal sealed class PartitionQueue(TopicPartition partition)
{
    private readonly Queue<ProducerBatch> _batches = new();
    private ProducerBatch? _open;

    public Lock Lock { get; } = new();

    public TopicPartition Partition => partition;

    /// <summary>The first batch is on its way, or its leader is being looked for.</summary>
    public bool IsBusy { get; set; }

    public long ProducerId { get; set; } = -1;

    public short ProducerEpoch { get; set; } = -1;

    public int NextSequence { get; set; }

    public int Count => _batches.Count;

    public ProducerBatch? Head => _batches.TryPeek(out var head) ? head : null;

    /// <summary>Whether nothing more goes into the first batch.</summary>
    public bool IsHeadClosed => _batches.Count > 1 || (_batches.Count == 1 && _open is null);

    public IEnumerable<ProducerBatch> Batches => _batches;

    /// <summary>The batch that takes a record of this size, or null if there is none with room.</summary>
    public ProducerBatch? OpenFor(int size, int batchSize)
    {
        if (_open is not null && _open.Count > 0 && _open.SizeInBytes + size > batchSize)
        {
            _open = null;
        }

        return _open;
    }

    public void Enqueue(ProducerBatch batch)
    {
        _batches.Enqueue(batch);
        _open = batch;
    }

    /// <summary>Nothing more goes into the last batch.</summary>
    public void Close() => _open = null;

    public void CloseHead()
    {
        if (_batches.Count == 1)
        {
            _open = null;
        }
    }

    public void RemoveHead()
    {
        CloseHead();
        _batches.Dequeue();
    }

    /// <summary>Takes what is not on its way.</summary>
    public List<ProducerBatch> TakeWaiting()
    {
        var waiting = new List<ProducerBatch>(_batches);
        _batches.Clear();
        _open = null;
        if (IsBusy && waiting.Count > 0)
        {
            _batches.Enqueue(waiting[0]);
            waiting.RemoveAt(0);
        }

        return waiting;
    }
}
