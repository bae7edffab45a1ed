using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Client.Producing;

/// <summary>
/// Records of one partition that travel together. Grows under its queue's lock until it is drained; from then on the sender alone has it.
/// </summary>
internal sealed class ProducerBatch(TopicPartition partition, CompressionCodec compression, int capacity, long createdAt) : IDisposable
{
    private readonly RecordBatchBuilder _builder = new(compression, capacity);
    private readonly List<(TaskCompletionSource<RecordMetadata> Sent, long Timestamp)> _records = [];
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TopicPartition Partition => partition;

    /// <summary>Timestamp of the time provider.</summary>
    public long CreatedAt => createdAt;

    public int Count => _records.Count;

    public int SizeInBytes => _builder.SizeInBytes;

    /// <summary>Bytes of buffer memory to give back.</summary>
    public long Reserved { get; private set; }

    public int Attempts { get; set; }

    /// <summary>Not to be sent before this timestamp of the time provider.</summary>
    public long RetryAt { get; set; }

    /// <summary>Whether a request was lost, so that the broker may have the batch.</summary>
    public bool IsInDoubt { get; set; }

    public bool HasSequence => _builder.BaseSequence >= 0;

    public int BaseSequence => _builder.BaseSequence;

    /// <summary>Ends when every record is sent or failed; never faults.</summary>
    public Task Done => _done.Task;

    public Task<RecordMetadata> Append(ProducerRecord record, long timestamp, long reserved)
    {
        _builder.Append(timestamp, Bytes(record.Key), Bytes(record.Value), record.Headers);
        var sent = new TaskCompletionSource<RecordMetadata>(TaskCreationOptions.RunContinuationsAsynchronously);
        _records.Add((sent, timestamp));
        Reserved += reserved;
        return sent.Task;
    }

    public void SetProducer(long producerId, short epoch, int sequence, bool isTransactional)
    {
        _builder.ProducerId = producerId;
        _builder.ProducerEpoch = epoch;
        _builder.BaseSequence = sequence;
        _builder.IsTransactional = isTransactional;
    }

    /// <summary>The bytes to send; valid until the batch ends.</summary>
    public ReadOnlyMemory<byte> Finish() => _builder.Finish();

    public void Complete(long baseOffset, long logAppendTime)
    {
        for (var i = 0; i < _records.Count; i++)
        {
            _records[i].Sent.TrySetResult(new(partition, baseOffset < 0 ? -1 : baseOffset + i, logAppendTime >= 0 ? logAppendTime : _records[i].Timestamp));
        }

        End();
    }

    public void Fail(Exception failure)
    {
        foreach (var (sent, _) in _records)
        {
            sent.TrySetException(failure);
        }

        End();
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => _builder.Dispose();

    // A null array would become an empty key on its way to the builder.
    private static ReadOnlyMemory<byte>? Bytes(byte[]? bytes) => bytes is null ? (ReadOnlyMemory<byte>?)null : new ReadOnlyMemory<byte>(bytes);

    private void End()
    {
        Dispose();
        _done.TrySetResult();
    }
}
