using System.Text;
using System.Text.Json.Nodes;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Records;
using Record = Ms2Lab.Kafka.Protocol.Records.Record;

namespace Ms2Lab.Kafka.Tests.Vectors;

/// <summary>The other way: bytes as the recordings show them. Lengths and checksums follow from the rest and are left out.</summary>
public static partial class RecordsJson
{
    /// <summary>{"batches"}, or hex where the bytes are no whole batches.</summary>
    public static JsonNode Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var batches = RecordBatch.ReadAll(bytes).ToList();
            return batches.Count > 0 && batches.Sum(b => b.Memory.Length) == bytes.Length
                ? new JsonObject { ["batches"] = new JsonArray([.. batches.Select(Read)]) }
                : Convert.ToHexStringLower(bytes.Span);
        }
        catch (KafkaProtocolException)
        {
            return Convert.ToHexStringLower(bytes.Span);
        }
    }

    private static JsonObject Read(RecordBatch batch)
    {
        var json = new JsonObject
        {
            ["baseOffset"] = batch.BaseOffset,
            ["partitionLeaderEpoch"] = batch.PartitionLeaderEpoch,
            ["magic"] = batch.Magic,
            ["attributes"] = batch.Attributes,
            ["lastOffsetDelta"] = batch.LastOffsetDelta,
            ["baseTimestamp"] = batch.BaseTimestamp,
            ["maxTimestamp"] = batch.MaxTimestamp,
            ["producerId"] = batch.ProducerId,
            ["producerEpoch"] = batch.ProducerEpoch,
            ["baseSequence"] = batch.BaseSequence,
            ["recordCount"] = batch.Count,
            ["compression"] = batch.Compression.ToString().ToLowerInvariant(),
        };
        if (!batch.IsCrcValid())
        {
            json["crcWrong"] = true;
        }

        if (batch.Compression != CompressionCodec.None)
        {
            json["payload"] = Convert.ToHexStringLower(batch.Payload.Span);
        }

        // The recordings' player reads gzip and nothing else without packages.
        if (batch.Compression is CompressionCodec.None or CompressionCodec.Gzip)
        {
            json["records"] = new JsonArray([.. WithCreateTimes(batch).ToList().Select(r => Read(batch, r))]);
        }

        return json;
    }

    /// <summary>The recordings show the deltas as they stand in the batch, where a log's time of appending hides them from readers.</summary>
    private static RecordBatch WithCreateTimes(RecordBatch batch)
    {
        var copy = batch.Memory.ToArray();
        copy[22] &= 0xf7;
        return new RecordBatch(copy);
    }

    private static JsonObject Read(RecordBatch batch, Record record) => new JsonObject
    {
        ["attributes"] = 0,
        ["timestampDelta"] = record.Timestamp - batch.BaseTimestamp,
        ["offsetDelta"] = record.Offset - batch.BaseOffset,
        ["key"] = Text(record.Key),
        ["value"] = Text(record.Value),
        ["headers"] = new JsonArray([.. record.Headers.Select(h => new JsonArray(h.Key, Text(h.Value)))]),
    };

    private static JsonNode? Text(ReadOnlyMemory<byte>? bytes)
    {
        if (bytes is not { } blob)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(blob.Span);
        return !text.Contains('\ufffd') && text.All(c => !char.IsControl(c) || c is '\n' or '\t') ? text : new JsonObject { ["hex"] = Convert.ToHexStringLower(blob.Span) };
    }
}
