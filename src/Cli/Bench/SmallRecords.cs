using System.Globalization;
using System.Text.Json;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;
using Ms2Lab.Schemas.Formats.Protobuf;
using Ms2Lab.Schemas.Formats.Protobuf.Binary;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Cli.Bench;

/// <summary>Two records at the edges: one with a single number, and one of forty optional fields of which one is set. Bytes of a value, header included.</summary>
internal static class SmallRecords
{
    private const int Fields = 40;

    public static IReadOnlyList<IReadOnlyList<string>> Rows() =>
    [
        ["", "JSON", "Avro", "Protobuf"],
        ["one number", Shown(JsonSerializer.SerializeToUtf8Bytes(new { x = 7 }).Length), Shown(Avro(1, 0)), Shown(Protobuf(1, 0))],
        [$"one of {Fields} optional fields", Shown(JsonSerializer.SerializeToUtf8Bytes(new { f17 = 7 }).Length), Shown(Avro(Fields, 17)), Shown(Protobuf(Fields, 17))],
    ];

    private static int Avro(int count, int set)
    {
        var type = count == 1 ? "\"long\"" : "[\"null\",\"long\"]";
        var schema = (AvroRecord)AvroSchema.Parse(
            $"{{\"type\":\"record\",\"name\":\"R\",\"fields\":[{string.Join(',', Enumerable.Range(0, count).Select(i => $"{{\"name\":\"f{i}\",\"type\":{type}}}"))}]}}");
        return WireFormat.HeaderLength + AvroDatum.Write(schema, new AvroGenericRecord(schema) { [set] = 7L }).Length;
    }

    private static int Protobuf(int count, int set)
    {
        var file = ProtobufParsedSchema.Parse(
            $"syntax = \"proto3\"; message R {{ {string.Concat(Enumerable.Range(0, count).Select(i => $"optional int64 f{i} = {i + 1}; "))} }}", []);
        var message = new DynamicMessage(file.Message("R")!);
        message[$"f{set}"] = 7L;
        return WireFormat.HeaderLength + 1 + message.ToByteArray().Length;
    }

    private static string Shown(int bytes) => bytes.ToString(CultureInfo.InvariantCulture);
}
