using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Client.Consuming;

/// <summary>What one fetch brought of one partition, handed out piece by piece: without control records, earlier records and aborted transactions.</summary>
internal sealed class FetchedPartition
{
    private readonly TopicPartition _partition;
    private readonly bool _checkCrcs;
    private readonly Queue<FetchResponse.AbortedTransaction> _aborted = new();
    private readonly HashSet<long> _abortedProducers = [];
    private readonly long _from;
    private ReadOnlyMemory<byte> _rest;
    private RecordBatch _batch;
    private RecordBatch.Enumerator _records;
    private bool _isInBatch;
    private KafkaException? _damage;

    public FetchedPartition(TopicPartition partition, long offset, FetchResponse.PartitionData data, ConsumerOptions options)
    {
        _partition = partition;
        _from = NextOffset = offset;
        _checkCrcs = options.CheckCrcs;
        _rest = data.Records ?? ReadOnlyMemory<byte>.Empty;
        if (options.IsolationLevel == IsolationLevel.ReadCommitted && data.AbortedTransactions is { } aborted)
        {
            foreach (var transaction in aborted.OrderBy(t => t.FirstOffset))
            {
                _aborted.Enqueue(transaction);
            }
        }
    }

    /// <summary>Where to go on reading after what was taken.</summary>
    public long NextOffset { get; private set; }

    /// <summary>Leader epoch of what was taken last, −1 before.</summary>
    public int LeaderEpoch { get; private set; } = -1;

    /// <summary>Nothing more to take.</summary>
    public bool IsDrained { get; private set; }

    /// <summary>Moves up to <paramref name="max"/> records over.</summary>
    /// <exception cref="KafkaException">A batch is damaged; so says every later call.</exception>
    public void Take(List<ConsumerRecord> into, int max)
    {
        if (_damage is not null)
        {
            throw _damage;
        }

        try
        {
            while (max > 0 && !IsDrained)
            {
                if (!_isInBatch && !NextBatch())
                {
                    IsDrained = true;
                    return;
                }

                max -= TakeFromBatch(into, max);
            }
        }
        catch (KafkaProtocolException e)
        {
            throw _damage = new KafkaException(
                ErrorCode.CorruptMessage,
                $"Received exception when fetching the next record from {_partition}. If needed, please seek past the record to continue consumption.",
                e);
        }
    }

    private int TakeFromBatch(List<ConsumerRecord> into, int max)
    {
        var taken = 0;
        var type = _batch.TimestampType;
        var epoch = _batch.PartitionLeaderEpoch;
        LeaderEpoch = epoch;
        while (taken < max)
        {
            if (!_records.MoveNext())
            {
                _isInBatch = false;
                NextOffset = Math.Max(NextOffset, _batch.NextOffset);
                return taken;
            }

            var record = _records.Current;
            if (record.Offset < _from)
            {
                continue;
            }

            into.Add(new ConsumerRecord(
                _partition.Topic, _partition.Partition, record.Offset, record.Timestamp, type, Copy(record.Key), Copy(record.Value), record.Headers, epoch));
            NextOffset = record.Offset + 1;
            taken++;
        }

        return taken;
    }

    private static byte[]? Copy(ReadOnlyMemory<byte>? bytes) => bytes?.ToArray();

    /// <summary>Steps to the next batch that has something for the application.</summary>
    private bool NextBatch()
    {
        while (RecordBatch.TryRead(ref _rest, out _batch))
        {
            if (_checkCrcs && !_batch.IsCrcValid())
            {
                throw new KafkaProtocolException($"Record batch for partition {_partition} at offset {_batch.BaseOffset} is invalid, cause: Record is corrupt");
            }

            _records = _batch.GetEnumerator();
            if (!IsHidden())
            {
                return _isInBatch = true;
            }

            NextOffset = Math.Max(NextOffset, _batch.NextOffset);
        }

        return false;
    }

    /// <summary>Control batches always; batches of a producer between the start of its aborted transaction and the abort marker.</summary>
    private bool IsHidden()
    {
        while (_aborted.TryPeek(out var next) && next.FirstOffset <= _batch.LastOffset)
        {
            _abortedProducers.Add(_aborted.Dequeue().ProducerId);
        }

        if (_batch.IsControl)
        {
            if (_records.MoveNext() && ControlRecords.TypeOf(_records.Current) == ControlRecordType.Abort)
            {
                _abortedProducers.Remove(_batch.ProducerId);
            }

            return true;
        }

        return _batch.IsTransactional && _abortedProducers.Contains(_batch.ProducerId);
    }
}
