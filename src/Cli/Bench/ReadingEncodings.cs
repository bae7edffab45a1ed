using System.Text.Json;
using Confluent.Kafka;
using Google.Protobuf;
using Ms2Lab.Labs.LabKit.Readings;
using Ms2Lab.Labs.Serializers;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Registry;
using Ms2Lab.Schemas.Serializers;

namespace Ms2Lab.Cli.Bench;

/// <summary>The five ways of the lab about serializers, and Protobuf's generated code without a registry to compare with.</summary>
internal static class ReadingEncodings
{
    private static readonly SerializationContext Value = new(MessageComponentType.Value, "bench");
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Opens them; schemas are registered under subjects of topics that begin with "bench".</summary>
    public static IReadOnlyList<ReadingEncoding> All(RegistryClient client)
    {
        var avro = new AvroSerializer<SmartMeterReading>(client, schema: AvroSchema.Parse(ReadingAvro.Schema));
        var avroReader = new AvroDeserializer<SmartMeterReading>(client);
        var protobuf = new ProtobufSerializer<SmartMeterReadingMessage>(client);
        var protobufReader = new ProtobufDeserializer<SmartMeterReadingMessage>(client);
        var json = new JsonSchemaSerializer<SmartMeterReading>(client, json: SnakeCase);
        var jsonReader = new JsonSchemaDeserializer<SmartMeterReading>(client, SnakeCase);
        return
        [
            new("JSON", r => JsonSerializer.SerializeToUtf8Bytes(r, SnakeCase), b => JsonSerializer.Deserialize<SmartMeterReading>(b, SnakeCase)),
            new("JSON with schema", ReadingJson.Write, b => Payload(b)),
            new("Avro", r => avro.Serialize(r, Value), b => avroReader.Deserialize(b, false, Value)),
            new("Protobuf", r => protobuf.Serialize(ReadingMessages.Of(r), Topic("protobuf")), b => protobufReader.Deserialize(b, false, Topic("protobuf"))),
            new("JSON Schema", r => json.Serialize(r, Topic("json")), b => jsonReader.Deserialize(b, false, Topic("json"))),
            new("Protobuf, bare", r => ReadingMessages.Of(r).ToByteArray(), b => SmartMeterReadingMessage.Parser.ParseFrom(b)),
        ];
    }

    private static SerializationContext Topic(string name) => new(MessageComponentType.Value, $"bench-{name}");

    private static SmartMeterReading? Payload(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement.GetProperty("payload").Deserialize<SmartMeterReading>(SnakeCase);
    }
}
