using System.Text.Json.Nodes;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;
using Ms2Lab.Kafka.Protocol.Records;
using Ms2Lab.Kafka.Tests.Vectors;

namespace Ms2Lab.Kafka.Tests.Protocol;

/// <summary>The 721 frames of the real broker, 258 versions of 63 APIs.</summary>
public sealed class RecordedFrameTests
{
    public static TheoryData<string> Apis { get; } = new(VectorFolder.Files("codec").Select(f => Path.GetFileName(f).Split('-')[1]).Distinct());

    [Theory]
    [MemberData(nameof(Apis))]
    public void Every_frame_decodes_to_the_recorded_body_and_encodes_to_the_same_bytes(string api)
    {
        var wrong = new List<string>();
        foreach (var file in VectorFolder.Files("codec").Where(f => Path.GetFileName(f).Split('-')[1] == api))
        {
            var example = JsonNode.Parse(File.ReadAllText(file))!;
            var (key, version) = (example["key"]!.GetValue<short>(), example["version"]!.GetValue<short>());
            foreach (var side in new[] { "request", "response" }.Where(s => example[s] is not null))
            {
                wrong.AddRange(Check(key, version, side == "request", example[side]!).Select(d => $"{Path.GetFileName(file)} {side}{d}"));
            }
        }

        wrong.Should().BeEmpty();
    }

    [Fact]
    public void Every_batch_is_built_again_to_the_same_bytes_and_survives_its_codec()
    {
        var seen = new HashSet<CompressionCodec>();
        foreach (var (name, bytes, json) in Batches())
        {
            var rest = bytes;
            RecordBatch.TryRead(ref rest, out var batch).Should().BeTrue(name);
            seen.Add(batch.Compression);
            batch.IsCrcValid().Should().Be(json["crcWrong"] is null, name);
            RecordsJson.Batch(json).Should().Equal(batch.Memory.ToArray(), name);
            batch.ToList().Should().HaveCount(batch.Count, name);

            var plain = RecordCompression.Decompress(batch.Compression, batch.Payload, RecordBatch.LargestPayload);
            using var again = new KafkaWriter();
            RecordCompression.Compress(batch.Compression, plain.Span, again);
            RecordCompression.Decompress(batch.Compression, again.WrittenMemory, RecordBatch.LargestPayload).ToArray().Should().Equal(plain.ToArray(), name);
        }

        seen.Should().BeEquivalentTo(Enum.GetValues<CompressionCodec>());
    }

    private static IEnumerable<string> Check(short key, short version, bool isRequest, JsonNode part)
    {
        var frame = Convert.FromHexString(part["hex"]!.GetValue<string>());
        IMessage header = isRequest ? new RequestHeader() : new ResponseHeader();
        var headerVersion = isRequest ? ApiMessages.RequestHeaderVersion(key, version) : ApiMessages.ResponseHeaderVersion(key, version);
        IMessage body = isRequest ? ApiMessages.NewRequest(key) : ApiMessages.NewResponse(key);
        var empty = MessageJson.ToJson(body);
        var reader = new KafkaReader(frame);
        header.Read(ref reader, headerVersion);
        body.Read(ref reader, version);
        using var writer = new KafkaWriter();
        header.Write(writer, headerVersion);
        body.Write(writer, version);
        var again = writer.WrittenSpan.SequenceEqual(frame) ? "" : $": encodes to {Convert.ToHexStringLower(writer.WrittenSpan)}";
        return MessageJson.Differences(part["body"], MessageJson.ToJson(body), empty)
            .Concat(reader.Remaining == 0 ? [] : [$": {reader.Remaining} bytes left"])
            .Concat(again.Length == 0 ? [] : [again]);
    }

    private static IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes, JsonObject Json)> Batches() =>
        from file in VectorFolder.Files("codec")
        let example = JsonNode.Parse(File.ReadAllText(file))!
        from side in example["batches"]?.AsObject() ?? []
        from field in side.Value!.AsObject()
        let body = example[side.Key]!["body"]
        let bytes = Convert.FromHexString(field.Key.Split('.').Aggregate(body, (n, p) => (n is JsonArray a ? a[int.Parse(p)] : n![p])!)!.GetValue<string>())
        from piece in RecordBatch.ReadAll(bytes).Zip(field.Value!.AsArray())
        select (Path.GetFileName(file), piece.First.Memory, piece.Second!.AsObject());
}
