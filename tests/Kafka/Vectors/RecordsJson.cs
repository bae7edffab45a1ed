using System.Text;
using System.Text.Json.Nodes;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Tests.Vectors;

/// <summary>Record batches as the recordings show them.</summary>
public static partial class RecordsJson
{
    /// <summary>The bytes behind hex, or behind {"batches"}, whose lengths, counts and checksums are worked out where they are left out.</summary>
    public static byte[] BytesOf(JsonNode node) =>
        node is JsonObject batches ? [.. batches["batches"]!.AsArray().SelectMany(b => Batch(b!.AsObject()))] : Convert.FromHexString(node.GetValue<string>());

    /// <summary>One batch; what the JSON says of its header is written as it is.</summary>
    public static byte[] Batch(JsonObject json)
    {
        var codec = Enum.Parse<CompressionCodec>(json["compression"]?.GetValue<string>() ?? "none", ignoreCase: true);
        var baseTimestamp = json["baseTimestamp"]?.GetValue<long>() ?? 0;
        using var plain = new RecordBatchBuilder(json.ContainsKey("payload") ? CompressionCodec.None : codec)
        {
            BaseOffset = json["baseOffset"]?.GetValue<long>() ?? 0,
            PartitionLeaderEpoch = json["partitionLeaderEpoch"]?.GetValue<int>() ?? -1,
            ProducerId = json["producerId"]?.GetValue<long>() ?? -1,
            ProducerEpoch = json["producerEpoch"]?.GetValue<short>() ?? -1,
            BaseSequence = json["baseSequence"]?.GetValue<int>() ?? -1,
        };
        foreach (var record in json["records"]?.AsArray() ?? [])
        {
            plain.AppendAt(
                record!["offsetDelta"]?.GetValue<int>() ?? plain.Count,
                baseTimestamp + (record["timestampDelta"]?.GetValue<long>() ?? 0),
                Blob(record["key"]), Blob(record["value"]),
                record["headers"]?.AsArray().Select(h => new RecordHeader(h![0]!.GetValue<string>(), Blob(h[1]))).ToList());
        }

        var batch = plain.Build(json["lastOffsetDelta"]?.GetValue<int>());
        if (json["payload"] is { } payload)
        {
            batch = [.. batch.AsSpan(0, RecordBatch.HeaderSize), .. Convert.FromHexString(payload.GetValue<string>())];
        }

        RecordHeaderPatch.Apply(batch, json, codec, baseTimestamp);
        return batch;
    }

    /// <summary>Text as UTF-8, {"hex"} as those bytes, null as null.</summary>
    public static ReadOnlyMemory<byte>? Blob(JsonNode? node) => node switch
    {
        null => (ReadOnlyMemory<byte>?)null,
        JsonObject hex => Convert.FromHexString(hex["hex"]!.GetValue<string>()),
        _ => Encoding.UTF8.GetBytes(node.GetValue<string>()),
    };
}
