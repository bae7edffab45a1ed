using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Broker.Log;

/// <summary>The producer ids that write to one partition: sequence checks (KIP-98), open and aborted transactions, last stable offset.</summary>
internal sealed class ProducerTable
{
    private readonly Dictionary<long, ProducerState> _states = [];
    private readonly Dictionary<long, (short Epoch, int LowestSequence, bool IsVersion2)> _verifying = [];
    private readonly List<AbortedTransaction> _aborted = [];

    public IEnumerable<ProducerState> States => _states.Values;

    public ProducerState? Find(long producerId) => _states.GetValueOrDefault(producerId);

    /// <summary>First offset of the oldest open transaction, or null.</summary>
    public long? FirstOpenOffset
    {
        get
        {
            long? first = null;
            foreach (var state in _states.Values)
            {
                if (state.TransactionStart >= 0 && (first is null || state.TransactionStart < first))
                {
                    first = state.TransactionStart;
                }
            }

            return first;
        }
    }

    /// <summary>
    /// A batch asks whether it may begin a transaction here (KIP-890). Until one does none may begin above the lowest sequence that asked: what was
    /// refused before must come first (KAFKA-14402).
    /// </summary>
    /// <param name="batch">The batch.</param>
    /// <param name="isVersion2">Whether its producer raises its epoch with each transaction.</param>
    public void Verify(RecordBatch batch, bool isVersion2)
    {
        var isKnown = _verifying.TryGetValue(batch.ProducerId, out var before);
        if (!isKnown || before.Epoch < batch.ProducerEpoch || (before.Epoch == batch.ProducerEpoch && batch.BaseSequence < before.LowestSequence))
        {
            _verifying[batch.ProducerId] = (batch.ProducerEpoch, batch.BaseSequence, isVersion2);
        }
    }

    /// <summary>Whether the batch may be appended. A producer id that the partition does not know may start at any sequence, outside of transactions of version 2.</summary>
    public ErrorCode Check(RecordBatch batch)
    {
        var state = Find(batch.ProducerId);
        if (batch.ProducerEpoch < state?.Epoch)
        {
            return ErrorCode.InvalidProducerEpoch;
        }

        if (_verifying.TryGetValue(batch.ProducerId, out var asked)
            && (batch.BaseSequence > asked.LowestSequence || (asked.IsVersion2 && state is null && batch.BaseSequence != 0)))
        {
            return ErrorCode.OutOfOrderSequenceNumber;
        }

        if (state is null)
        {
            return ErrorCode.None;
        }

        if (state.TransactionStart >= 0 && !batch.IsTransactional)
        {
            return ErrorCode.InvalidTxnState;
        }

        if (batch.ProducerEpoch > state.Epoch || state.IsFresh)
        {
            return batch.BaseSequence == 0 || state.Epoch < 0 ? ErrorCode.None : ErrorCode.OutOfOrderSequenceNumber;
        }

        var expected = state.LastSequence == int.MaxValue ? 0 : state.LastSequence + 1;
        return batch.BaseSequence == expected ? ErrorCode.None : ErrorCode.OutOfOrderSequenceNumber;
    }

    public void Appended(RecordBatch batch, long baseOffset)
    {
        if (!_states.TryGetValue(batch.ProducerId, out var state))
        {
            _states[batch.ProducerId] = state = new ProducerState(batch.ProducerId);
        }

        state.Remember(batch, baseOffset);
        if (batch.IsTransactional)
        {
            _verifying.Remove(batch.ProducerId);
            state.TransactionStart = state.TransactionStart < 0 ? baseOffset : state.TransactionStart;
        }
    }

    /// <summary>Ends the producer's transaction with the marker at that offset.</summary>
    public void Ended(long producerId, short epoch, int coordinatorEpoch, bool committed, long markerOffset, long timestamp)
    {
        if (!_states.TryGetValue(producerId, out var state))
        {
            _states[producerId] = state = new ProducerState(producerId);
        }

        if (state.TransactionStart >= 0 && !committed)
        {
            _aborted.Add(new AbortedTransaction(producerId, state.TransactionStart, markerOffset));
        }

        _verifying.Remove(producerId);
        state.StartEpoch(epoch);
        state.TransactionStart = -1;
        state.CoordinatorEpoch = coordinatorEpoch;
        state.LastTimestamp = timestamp;
    }

    /// <summary>The aborted transactions that a fetch of [from, to) has to know.</summary>
    public IEnumerable<AbortedTransaction> AbortedIn(long from, long to) => _aborted.Where(a => a.LastOffset >= from && a.FirstOffset < to);

    public ProducerSnapshot Snapshot() => new(_states.ToDictionary(s => s.Key, s => (s.Value.Epoch, s.Value.LastDataOffset)), [.. _aborted]);

    /// <summary>Forgets aborted transactions that lie below the log's start altogether.</summary>
    public void ForgetAbortedBefore(long offset) => _aborted.RemoveAll(a => a.LastOffset < offset);
}
