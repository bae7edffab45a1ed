using Ms2Lab.Kafka.Broker.Log;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Broker.Cluster;

/// <summary>One partition: its log, its producers, its leader, and who waits for it. Owned by the cluster's lock.</summary>
internal sealed class Partition(Topic topic, int index, IReadOnlyList<int> replicas, MemoryBudget budget)
{
    private readonly List<(int Epoch, long Start)> _epochs = [];
    private readonly List<FetchWaiter> _waiters = [];

    public Topic Topic { get; } = topic;

    public int Index { get; } = index;

    public IReadOnlyList<int> Replicas { get; private set; } = replicas;

    /// <summary>Broker that leads, or −1.</summary>
    public int Leader { get; private set; } = replicas[0];

    /// <summary>Never decreases for one topic id: clients ignore what is older than they know.</summary>
    public int LeaderEpoch { get; private set; }

    public List<int> Isr { get; set; } = [.. replicas];

    public PartitionLog Log { get; } = new(budget);

    public ProducerTable Producers { get; } = new();

    public bool IsDeleted { get; private set; }

    public long HighWatermark => Log.EndOffset;

    /// <summary>Offset below which no transaction is open.</summary>
    public long LastStableOffset => Math.Min(Producers.FirstOpenOffset ?? long.MaxValue, HighWatermark);

    public IReadOnlyList<(int Epoch, long Start)> Epochs => _epochs;

    /// <summary>Epoch of the leader that appended the record at the offset; −1 before the first append.</summary>
    public int EpochOf(long offset)
    {
        var epoch = -1;
        foreach (var (known, start) in _epochs)
        {
            epoch = start <= offset ? known : epoch;
        }

        return epoch;
    }

    /// <summary>The largest known epoch that is not above the asked one, and the offset where it ends; (−1, −1) when there is none.</summary>
    public (int Epoch, long End) EndOf(int epoch)
    {
        if (epoch < 0 || epoch > LeaderEpoch)
        {
            return (-1, -1);
        }

        if (epoch == LeaderEpoch)
        {
            return (epoch, Log.EndOffset);
        }

        var known = epoch;
        foreach (var (later, start) in _epochs)
        {
            if (later > epoch)
            {
                return (known, start);
            }

            known = later;
        }

        return (known, Log.EndOffset);
    }

    /// <summary>Moves the log start up; fetches that wait below it learn that their offset is gone.</summary>
    public void DeleteBefore(long offset)
    {
        Log.MoveStart(offset);
        Producers.ForgetAbortedBefore(offset);
        Wake();
    }

    public void MoveLeader(int leader)
    {
        Leader = leader;
        LeaderEpoch++;
        Wake();
    }

    /// <summary>Puts the partition on other brokers, at once: there is nothing to copy. A leader that is not among them hands over to the first.</summary>
    public void Reassign(IReadOnlyList<int> replicas, IEnumerable<int> alive)
    {
        Replicas = replicas;
        Isr = [.. replicas.Intersect(alive)];
        if (!Isr.Contains(Leader))
        {
            MoveLeader(Isr.Count > 0 ? Isr[0] : -1);
        }
    }

    /// <summary>Follows a broker's death or return: who is in sync, and a new leader if the old one is gone.</summary>
    public void FollowBrokers(IReadOnlyCollection<int> alive)
    {
        Isr = [.. Replicas.Where(alive.Contains)];
        if (!alive.Contains(Leader) && (Leader >= 0 || Isr.Count > 0))
        {
            MoveLeader(Isr.Count > 0 ? Isr[0] : -1);
        }
    }

    public void Delete()
    {
        IsDeleted = true;
        Log.Release();
        Wake();
    }

    /// <summary>Appends what a client produced, after its checks; a duplicate gets the answer it got before.</summary>
    /// <param name="bytes">Exactly one batch.</param>
    /// <param name="newest">The newest time of its records.</param>
    /// <param name="now">Milliseconds since 1970.</param>
    public AppendResult Append(Memory<byte> bytes, long newest, long now)
    {
        var batch = new RecordBatch(bytes);
        if (batch.ProducerId >= 0)
        {
            if (Producers.Find(batch.ProducerId)?.FindDuplicate(batch) is { } known)
            {
                return new AppendResult(ErrorCode.None, known.BaseOffset, known.Timestamp);
            }

            if (Producers.Check(batch) is var error and not ErrorCode.None)
            {
                return AppendResult.Failed(error);
            }
        }

        if (Topic.Settings.IsLogAppendTime)
        {
            RecordBatch.SetLogAppendTime(bytes.Span, now);
        }
        else if (batch.TimestampType == TimestampType.LogAppendTime || batch.MaxTimestamp != newest)
        {
            // Kafka makes these right when it appends; sarama 1.22 leaves the largest time at zero.
            RecordBatch.SetCreateTime(bytes.Span, newest);
        }

        var stored = Store(bytes, now);
        if (batch.ProducerId >= 0)
        {
            Producers.Appended(batch, stored.BaseOffset);
        }

        Wake();
        return new AppendResult(ErrorCode.None, stored.BaseOffset, Topic.Settings.IsLogAppendTime ? now : -1);
    }

    /// <summary>Writes the marker that ends a producer's transaction here.</summary>
    public void EndTransaction(long producerId, short epoch, int coordinatorEpoch, bool commit, long now)
    {
        var stored = Store(ControlRecords.EndTransaction(commit, producerId, epoch, coordinatorEpoch, now), now);
        Producers.Ended(producerId, epoch, coordinatorEpoch, commit, stored.BaseOffset, now);
        Wake();
    }

    public void Park(FetchWaiter waiter) => _waiters.Add(waiter);

    public void Unpark(FetchWaiter waiter) => _waiters.Remove(waiter);

    /// <summary>Lets the parked fetches look again.</summary>
    public void Wake()
    {
        for (var i = _waiters.Count - 1; i >= 0; i = Math.Min(i, _waiters.Count) - 1)
        {
            _waiters[i].Look();
        }
    }

    private StoredBatch Store(Memory<byte> bytes, long now)
    {
        if (_epochs.Count == 0 || _epochs[^1].Epoch != LeaderEpoch)
        {
            _epochs.Add((LeaderEpoch, Log.EndOffset));
        }

        return Log.Append(bytes, LeaderEpoch, now, Topic.Settings.SegmentBytes, Topic.Settings.SegmentMs);
    }
}
