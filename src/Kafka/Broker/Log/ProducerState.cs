using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Broker.Log;

/// <summary>What a partition remembers of one producer id: epoch, the last five batches (KIP-98), its open transaction.</summary>
internal sealed class ProducerState(long producerId)
{
    private const int Remembered = 5;

    private readonly Queue<AppendedBatch> _batches = new();

    public long ProducerId { get; } = producerId;

    public short Epoch { get; private set; } = -1;

    public int LastSequence { get; private set; } = -1;

    public long LastTimestamp { get; set; } = -1;

    public int CoordinatorEpoch { get; set; } = -1;

    /// <summary>Last offset of the last batch that is no marker, or −1.</summary>
    public long LastDataOffset { get; private set; } = -1;

    /// <summary>First offset of the open transaction, or −1.</summary>
    public long TransactionStart { get; set; } = -1;

    /// <summary>Whether no batch of the present epoch is known.</summary>
    public bool IsFresh => _batches.Count == 0;

    /// <summary>The batch as it was appended before, if it is one of the last five.</summary>
    public AppendedBatch? FindDuplicate(RecordBatch batch)
    {
        if (Epoch != batch.ProducerEpoch)
        {
            return null;
        }

        foreach (var known in _batches)
        {
            if (known.FirstSequence == batch.BaseSequence && known.LastSequence == batch.LastSequence)
            {
                return known;
            }
        }

        return null;
    }

    public void Remember(RecordBatch batch, long baseOffset)
    {
        StartEpoch(batch.ProducerEpoch);
        LastSequence = batch.LastSequence;
        LastTimestamp = batch.MaxTimestamp;
        LastDataOffset = baseOffset + batch.LastOffsetDelta;
        if (_batches.Count == Remembered)
        {
            _batches.Dequeue();
        }

        _batches.Enqueue(new AppendedBatch(batch.BaseSequence, batch.LastSequence, baseOffset, batch.MaxTimestamp));
    }

    /// <summary>A new epoch starts its sequences anew.</summary>
    public void StartEpoch(short epoch)
    {
        if (epoch != Epoch)
        {
            Epoch = epoch;
            LastSequence = -1;
            _batches.Clear();
        }
    }

    internal readonly record struct AppendedBatch(int FirstSequence, int LastSequence, long BaseOffset, long Timestamp);
}
