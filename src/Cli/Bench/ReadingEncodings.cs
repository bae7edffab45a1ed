using System.Text.Json;
using Confluent.Kafka;
using Google.Protobuf;
using Ms2Lab.Labs.LabKit.Readings;
using Ms2Lab.Labs.Serializers;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Registry;
using Ms2Lab.Schemas.Serializers;

namespace Ms2Lab.Cli.Bench;

/// <summary>The five ways of the lab about serializers, and two without a registry to compare with: Avro's codec and Protobuf's generated code.</summary>
internal static class ReadingEncodings
{
    /// <summary>Avro without a registry.</summary>
    public const string BareAvro = "Avro, bare";

    /// <summary>Protobuf's generated code without a registry.</summary>
    public const string BareProtobuf = "Protobuf, bare";

    private static readonly SerializationContext Value = new(MessageComponentType.Value, "bench");
    private static readonly SerializationContext Protobuf = new(MessageComponentType.Value, "bench-protobuf");
    private static readonly SerializationContext Json = new(MessageComponentType.Value, "bench-json");
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Opens them; schemas are registered under subjects of topics that begin with "bench".</summary>
    public static IReadOnlyList<ReadingEncoding> All(RegistryClient client)
    {
        var schema = AvroSchema.Parse(ReadingAvro.Schema);
        var codec = new AvroCodec<SmartMeterReading>(schema);
        var avro = new AvroSerializer<SmartMeterReading>(client, schema: schema);
        var avroReader = new AvroDeserializer<SmartMeterReading>(client);
        var protobuf = new ProtobufSerializer<SmartMeterReadingMessage>(client);
        var protobufReader = new ProtobufDeserializer<SmartMeterReadingMessage>(client);
        var json = new JsonSchemaSerializer<SmartMeterReading>(client, json: SnakeCase);
        var jsonReader = new JsonSchemaDeserializer<SmartMeterReading>(client, SnakeCase);
        return
        [
            new("JSON", r => () => JsonSerializer.SerializeToUtf8Bytes(r, SnakeCase), b => JsonSerializer.Deserialize<SmartMeterReading>(b, SnakeCase)),
            new("JSON with schema", r => () => ReadingJson.Write(r), b => Payload(b)),
            new("Avro", r => () => avro.Serialize(r, Value), b => avroReader.Deserialize(b, false, Value)),
            new("Protobuf", r => Message(r, m => protobuf.Serialize(m, Protobuf)), b => protobufReader.Deserialize(b, false, Protobuf)),
            new("JSON Schema", r => () => json.Serialize(r, Json), b => jsonReader.Deserialize(b, false, Json)),
            new(BareAvro, r => () => codec.Encode(r), b => codec.Decode(b)),
            new(BareProtobuf, r => Message(r, m => m.ToByteArray()), b => SmartMeterReadingMessage.Parser.ParseFrom(b)),
        ];
    }

    private static Func<byte[]> Message(SmartMeterReading reading, Func<SmartMeterReadingMessage, byte[]> encode)
    {
        var message = ReadingMessages.Of(reading);
        return () => encode(message);
    }

    private static SmartMeterReading? Payload(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement.GetProperty("payload").Deserialize<SmartMeterReading>(SnakeCase);
    }
}
