using System.Diagnostics.CodeAnalysis;

namespace Ms2Lab.Kafka.Protocol.Records;

/// <summary>The records of a batch.</summary>
public readonly partial struct RecordBatch
{
    /// <summary>Largest size, in bytes, that compressed records may have when read.</summary>
    public const int LargestPayload = 512 * 1024 * 1024;

    /// <summary>Decompresses where needed and reads record by record.</summary>
    /// <exception cref="KafkaProtocolException">The records are no such records.</exception>
    public Enumerator GetEnumerator() => new(this, RecordCompression.Decompress(Compression, Payload, LargestPayload));

    /// <summary>The records as a list.</summary>
    public List<Record> ToList()
    {
        var list = new List<Record>(Math.Clamp(Count, 0, 1024));
        foreach (var record in this)
        {
            list.Add(record);
        }

        return list;
    }

    /// <summary>Walks over the records of one batch without allocating but for their headers.</summary>
    [SuppressMessage("Design", "CA1034", Justification = "The pattern of foreach.")]
    [SuppressMessage("Performance", "CA1815", Justification = "Enumerators are not compared.")]
    public struct Enumerator
    {
        private static readonly List<RecordHeader> NoHeaders = [];
        private readonly RecordBatch _batch;
        private readonly long _baseOffset;
        private readonly long _baseTimestamp;
        private readonly long _appendTime;
        private ReadOnlyMemory<byte> _rest;
        private int _left;

        internal Enumerator(RecordBatch batch, ReadOnlyMemory<byte> records)
        {
            _batch = batch;
            _baseOffset = batch.BaseOffset;
            _baseTimestamp = batch.BaseTimestamp;
            _appendTime = batch.TimestampType == TimestampType.LogAppendTime ? batch.MaxTimestamp : -1;
            _rest = records;
            _left = batch.Count;
            Current = default;
            if (_left < 0)
            {
                throw new KafkaProtocolException($"Found invalid record count {_left} in magic v2 batch");
            }
        }

        /// <summary>The record that <see cref="MoveNext"/> read.</summary>
        public Record Current { get; private set; }

        /// <summary>Reads the next record; false behind the last one.</summary>
        public bool MoveNext()
        {
            if (_left-- == 0)
            {
                return _rest.IsEmpty ? false : throw new KafkaProtocolException("Incorrect declared batch size, records still remaining in file");
            }

            var reader = new KafkaReader(_rest);
            var size = reader.ReadVarint();
            var start = reader.Position;
            reader.ReadInt8();
            var timestamp = _baseTimestamp + reader.ReadVarlong();
            var offset = _baseOffset + reader.ReadVarint();
            var key = ReadBlob(ref reader);
            var value = ReadBlob(ref reader);
            var headers = ReadHeaders(ref reader);
            if (reader.Position - start != size)
            {
                throw new KafkaProtocolException($"Invalid record size: expected to read {size} bytes in record payload, but instead read {reader.Position - start}");
            }

            _rest = _rest[reader.Position..];
            Current = new Record(offset, _batch.TimestampType == TimestampType.LogAppendTime ? _appendTime : timestamp, key, value, headers);
            return true;
        }

        private static ReadOnlyMemory<byte>? ReadBlob(ref KafkaReader reader)
        {
            var length = reader.ReadVarint();
            return length < 0 ? default(ReadOnlyMemory<byte>?) : reader.ReadRaw(length); // A bare null would become empty bytes by way of byte[].
        }

        private static List<RecordHeader> ReadHeaders(ref KafkaReader reader)
        {
            var count = reader.ReadVarint();
            if (count == 0)
            {
                return NoHeaders;
            }

            if (count < 0 || count > reader.Remaining)
            {
                throw new KafkaProtocolException($"Found invalid number of record headers {count}");
            }

            var headers = new List<RecordHeader>(KafkaReader.CapacityFor(count));
            for (; count > 0; count--)
            {
                var key = ReadBlob(ref reader) ?? throw new KafkaProtocolException("Invalid negative header key size -1");
                headers.Add(new RecordHeader(System.Text.Encoding.UTF8.GetString(key.Span), ReadBlob(ref reader)));
            }

            return headers;
        }
    }
}
