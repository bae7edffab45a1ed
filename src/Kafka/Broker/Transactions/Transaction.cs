using Ms2Lab.Kafka.Broker.Cluster;

namespace Ms2Lab.Kafka.Broker.Transactions;

/// <summary>One transactional id: its producer, its state, and what the open transaction has touched. Owned by the cluster's lock.</summary>
internal sealed class Transaction(string id, long producerId)
{
    /// <summary>Epochs beyond this one are exhausted; a new producer id takes over.</summary>
    public const short LastEpoch = short.MaxValue - 1;

    public string Id { get; } = id;

    public long ProducerId { get; private set; } = producerId;

    public short Epoch { get; private set; }

    /// <summary>Epoch before the last bump that its own producer asked for, which may ask again; −1 for none.</summary>
    public short PreviousEpoch { get; private set; } = -1;

    public long PreviousProducerId { get; private set; } = -1;

    public int TimeoutMs { get; set; }

    public TransactionState State { get; set; }

    /// <summary>Milliseconds since the epoch of the first partition or group of the last transaction, −1 before.</summary>
    public long StartedAt { get; private set; } = -1;

    public long LastUpdateAt { get; set; }

    public HashSet<Partition> Partitions { get; } = [];

    public HashSet<string> Groups { get; } = [];

    /// <summary>Runs out when an open transaction is too old.</summary>
    public ClusterTimer? Timeout { get; set; }

    public bool IsOngoing => State == TransactionState.Ongoing;

    /// <summary>Marks the transaction open; true if it was not.</summary>
    public bool Begin(long now)
    {
        LastUpdateAt = now;
        if (IsOngoing)
        {
            return false;
        }

        (State, StartedAt) = (TransactionState.Ongoing, now);
        return true;
    }

    /// <summary>Raises the epoch; a producer id whose epochs are used up gives way to <paramref name="freshId"/>.</summary>
    public void Bump(bool byItsProducer, Func<long> freshId)
    {
        (PreviousProducerId, PreviousEpoch) = byItsProducer ? (ProducerId, Epoch) : (-1L, (short)-1);
        if (Epoch >= LastEpoch)
        {
            (ProducerId, Epoch) = (freshId(), 0);
        }
        else
        {
            Epoch++;
        }
    }

    /// <summary>Forgets what the transaction touched.</summary>
    public void Complete(bool committed)
    {
        State = committed ? TransactionState.CompleteCommit : TransactionState.CompleteAbort;
        Partitions.Clear();
        Groups.Clear();
        Timeout?.Dispose();
        Timeout = null;
    }
}
