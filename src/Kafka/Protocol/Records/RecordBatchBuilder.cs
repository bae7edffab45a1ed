using System.Buffers.Binary;
using System.Text;

namespace Ms2Lab.Kafka.Protocol.Records;

/// <summary>Builds one batch of magic 2 in a pooled buffer. Not thread-safe.</summary>
public sealed class RecordBatchBuilder : IDisposable
{
    private const int LargestOverhead = 36;
    private readonly KafkaWriter _records;
    private KafkaWriter? _compressed;
    private long _baseTimestamp;
    private long _maxTimestamp = -1;
    private int _lastDelta = -1;

    /// <summary>With room for <paramref name="capacity"/> bytes at first.</summary>
    public RecordBatchBuilder(CompressionCodec compression = CompressionCodec.None, int capacity = 1024)
    {
        Compression = compression;
        _records = new KafkaWriter(capacity);
        Reset();
    }

    /// <summary>How the records will be compressed.</summary>
    public CompressionCodec Compression { get; }

    /// <summary>Offset of the first record; producers leave 0.</summary>
    public long BaseOffset { get; set; }

    /// <summary>Epoch of the leader; producers leave −1.</summary>
    public int PartitionLeaderEpoch { get; set; } = -1;

    /// <summary>−1 without idempotence.</summary>
    public long ProducerId { get; set; } = -1;

    /// <summary>−1 without idempotence.</summary>
    public short ProducerEpoch { get; set; } = -1;

    /// <summary>Sequence of the first record, −1 without idempotence.</summary>
    public int BaseSequence { get; set; } = -1;

    /// <summary>Part of a transaction.</summary>
    public bool IsTransactional { get; set; }

    /// <summary>Holds a control record.</summary>
    public bool IsControl { get; set; }

    /// <summary>What the records' times count from; null for the time of the first record. Compaction puts its delete horizon here (KIP-534).</summary>
    public long? BaseTimestamp { get; set; }

    /// <summary>Records so far.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes so far, header included, before compression.</summary>
    public int SizeInBytes => _records.Length;

    /// <summary>The most bytes that a record adds to <see cref="SizeInBytes"/>.</summary>
    public static int LargestSizeOf(ReadOnlyMemory<byte>? key, ReadOnlyMemory<byte>? value, IReadOnlyList<RecordHeader>? headers)
    {
        var size = LargestOverhead + (key?.Length ?? 0) + (value?.Length ?? 0);
        for (var i = 0; i < headers?.Count; i++)
        {
            size += 10 + Encoding.UTF8.GetMaxByteCount(headers[i].Key.Length) + (headers[i].Value?.Length ?? 0);
        }

        return size;
    }

    /// <summary>Adds a record at the next offset.</summary>
    public void Append(long timestamp, ReadOnlyMemory<byte>? key, ReadOnlyMemory<byte>? value, IReadOnlyList<RecordHeader>? headers = null) =>
        AppendAt(_lastDelta + 1, timestamp, key, value, headers);

    /// <summary>Adds a record at an offset of its own, as compaction leaves them; offsets ascend.</summary>
    public void AppendAt(int offsetDelta, long timestamp, ReadOnlyMemory<byte>? key, ReadOnlyMemory<byte>? value, IReadOnlyList<RecordHeader>? headers = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(offsetDelta, _lastDelta);
        if (Count == 0)
        {
            _baseTimestamp = BaseTimestamp ?? timestamp;
        }

        var body = 1 + Varint.SizeOf(timestamp - _baseTimestamp) + Varint.SizeOf(offsetDelta) + Varint.SizeOfBlob(key) + Varint.SizeOfBlob(value) + SizeOf(headers);
        var total = body + Varint.SizeOf(body);
        var span = _records.GetSpan(total);
        var at = Varint.Write(span, 0, body);
        span[at++] = 0;
        at = Varint.Write(span, at, timestamp - _baseTimestamp);
        at = Varint.Write(span, at, offsetDelta);
        at = Varint.WriteBlob(span, at, key);
        at = Varint.WriteBlob(span, at, value);
        at = Varint.Write(span, at, headers?.Count ?? 0);
        for (var i = 0; i < headers?.Count; i++)
        {
            at = Varint.Write(span, at, Encoding.UTF8.GetByteCount(headers[i].Key));
            at += Encoding.UTF8.GetBytes(headers[i].Key, span[at..]);
            at = Varint.WriteBlob(span, at, headers[i].Value);
        }

        _records.Advance(total);
        _maxTimestamp = Math.Max(_maxTimestamp, timestamp);
        _lastDelta = offsetDelta;
        Count++;
    }

    /// <summary>The batch in a buffer of the builder: valid until it is reset, finished again or disposed.</summary>
    /// <param name="lastOffsetDelta">Overrides the delta of the last record, which outlives its record in compacted logs.</param>
    public Memory<byte> Finish(int? lastOffsetDelta = null)
    {
        var output = _records;
        if (Compression != CompressionCodec.None)
        {
            output = _compressed ??= new KafkaWriter(_records.Length);
            output.Clear();
            output.Advance(output.GetSpan(RecordBatch.HeaderSize)[..RecordBatch.HeaderSize].Length);
            RecordCompression.Compress(Compression, _records.WrittenSpan[RecordBatch.HeaderSize..], output);
        }

        var batch = System.Runtime.InteropServices.MemoryMarshal.AsMemory(output.WrittenMemory);
        WriteHeader(batch.Span, lastOffsetDelta ?? _lastDelta);
        return batch;
    }

    /// <summary>The batch as an array of its own.</summary>
    public byte[] Build(int? lastOffsetDelta = null) => Finish(lastOffsetDelta).ToArray();

    /// <summary>Forgets the records; the producer's state and the buffer stay.</summary>
    public void Reset()
    {
        _records.Clear();
        _ = _records.GetSpan(RecordBatch.HeaderSize);
        _records.Advance(RecordBatch.HeaderSize);
        _maxTimestamp = -1;
        _lastDelta = -1;
        Count = 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _records.Dispose();
        _compressed?.Dispose();
    }

    private static int SizeOf(IReadOnlyList<RecordHeader>? headers)
    {
        var size = Varint.SizeOf(headers?.Count ?? 0);
        for (var i = 0; i < headers?.Count; i++)
        {
            var key = Encoding.UTF8.GetByteCount(headers[i].Key);
            size += Varint.SizeOf(key) + key + Varint.SizeOfBlob(headers[i].Value);
        }

        return size;
    }

    private void WriteHeader(Span<byte> batch, int lastOffsetDelta)
    {
        RecordBatch.Place(batch, BaseOffset, PartitionLeaderEpoch);
        BinaryPrimitives.WriteInt32BigEndian(batch[8..], batch.Length - RecordBatch.LengthPrefix);
        batch[16] = 2;
        BinaryPrimitives.WriteInt16BigEndian(batch[21..], (short)((int)Compression | (IsTransactional ? 0x10 : 0) | (IsControl ? 0x20 : 0)));
        BinaryPrimitives.WriteInt32BigEndian(batch[23..], lastOffsetDelta);
        BinaryPrimitives.WriteInt64BigEndian(batch[27..], Count == 0 ? -1 : _baseTimestamp);
        BinaryPrimitives.WriteInt64BigEndian(batch[35..], _maxTimestamp);
        BinaryPrimitives.WriteInt64BigEndian(batch[43..], ProducerId);
        BinaryPrimitives.WriteInt16BigEndian(batch[51..], ProducerEpoch);
        BinaryPrimitives.WriteInt32BigEndian(batch[53..], BaseSequence);
        BinaryPrimitives.WriteInt32BigEndian(batch[57..], Count);
        RecordBatch.WriteCrc(batch);
    }
}
