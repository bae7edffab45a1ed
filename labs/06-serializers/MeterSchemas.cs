using System.Text.Json.Nodes;
using Confluent.Kafka;
using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Readings;
using Ms2Lab.Schemas.Formats;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Protobuf;
using Ms2Lab.Schemas.Formats.Protobuf.Binary;
using Ms2Lab.Schemas.Formats.Protobuf.Descriptors;
using Ms2Lab.Schemas.Registry;
using Ms2Lab.Schemas.Serializers;

namespace Ms2Lab.Labs.Serializers;

/// <summary>Writes readings with the schemas that a student registered, and reads them as a consumer of the first version does.</summary>
internal static class MeterSchemas
{
    private const string Tariff = "standard";

    public static IMeterSchema Avro(Endpoints endpoints) => new AvroSchemaOfMeter(Client(endpoints));

    public static IMeterSchema Protobuf(Endpoints endpoints) => new ProtobufSchemaOfMeter(Client(endpoints));

    public static IMeterSchema Json(Endpoints endpoints) => new JsonSchemaOfMeter(Client(endpoints));

    /// <summary>A client of the environment's registry that asks once and repeats nothing.</summary>
    public static RegistryClient Client(Endpoints endpoints) => new(new RegistryClientOptions
    {
        Urls = [endpoints.RegistryUri!.ToString()],
        UserInfo = endpoints.Credentials?.Registry is { } login ? $"{login.User}:{login.Password}" : null,
        MaxRetries = 0,
    });

    /// <summary>Writes with one registered version of a subject.</summary>
    public static AvroSerializer<SmartMeterReading> AvroVersion(RegistryClient client, string topic, int version) => new(
        client, new SerializerOptions { AutoRegister = false }, AvroSchema.Parse(client.Version(SchemaSteps.Subject(topic), version).Text));

    /// <summary>The reading in an Avro value, fields that a reading lacks read over.</summary>
    public static SmartMeterReading ReadAvro(LabContext lab, byte[] value)
    {
        using var client = Client(lab.Endpoints);
        return new AvroDeserializer<SmartMeterReading>(client).Deserialize(value, false, SerializationContext.Empty);
    }

    /// <summary>The reading in a Protobuf value as a consumer of an older file sees it, whatever the value was written with.</summary>
    public static SmartMeterReading ReadProtobuf(string file, byte[] value)
    {
        var payload = value.AsSpan(WireFormat.HeaderLength);
        MessageIndexes.Read(payload, out var indexes);
        var message = MessageOf(ProtobufParsedSchema.Parse(file, [])).Read(payload[indexes..]);
        return new(
            (long)(message["ID"] ?? 0L), (string)(message["profile_name"] ?? ""), (double?)message["temperature"], (double?)message["humidity"],
            (double?)message["pressure"], (long)(message["modified"] ?? 0L));
    }

    /// <summary>Whether a fault says that a reading and a schema do not fit.</summary>
    public static bool IsMismatch(Exception fault) =>
        fault is SchemaMismatchException or InvalidSchemaException or ProtobufDataException or KeyNotFoundException;

    private static MessageDescriptor MessageOf(ProtobufParsedSchema schema) =>
        schema.Message(schema.Name ?? "") ?? throw new SchemaMismatchException("The file has no message.");

    private sealed class AvroSchemaOfMeter(RegistryClient client) : IMeterSchema
    {
        private readonly AvroSerializer<SmartMeterReading> _serializer =
            new(client, new SerializerOptions { AutoRegister = false, UseLatestVersion = true, LatestCompatibilityStrict = false });

        public byte[] Write(string topic, SmartMeterReading reading) => _serializer.Serialize(reading, new SerializationContext(MessageComponentType.Value, topic));

        public void Dispose() => client.Dispose();
    }

    private sealed class ProtobufSchemaOfMeter(RegistryClient client) : IMeterSchema
    {
        private (byte[] Header, MessageDescriptor Message)? _schema;

        public byte[] Write(string topic, SmartMeterReading reading)
        {
            var (header, type) = _schema ??= Open(topic);
            var message = new DynamicMessage(type)
            {
                ["ID"] = reading.Id, ["profile_name"] = reading.ProfileName, ["temperature"] = reading.Temperature,
                ["humidity"] = reading.Humidity, ["pressure"] = reading.Pressure, ["modified"] = reading.Modified,
            };
            if (type.Fields.Any(f => f.Name == EvolutionSteps.NewField))
            {
                message[EvolutionSteps.NewField] = Tariff;
            }

            return [.. header, .. message.ToByteArray()];
        }

        public void Dispose() => client.Dispose();

        private (byte[] Header, MessageDescriptor Message) Open(string topic)
        {
            var latest = client.Latest(SchemaSteps.Subject(topic));
            var schema = ProtobufParsedSchema.Parse(latest.Text, client.Sources(latest));
            byte[] header = [.. new byte[WireFormat.HeaderLength], 0];
            WireFormat.WriteHeader(header, latest.Id);
            return (header, MessageOf(schema));
        }
    }

    private sealed class JsonSchemaOfMeter(RegistryClient client) : IMeterSchema
    {
        public byte[] Write(string topic, SmartMeterReading reading)
        {
            var latest = client.Latest(SchemaSteps.Subject(topic));
            var json = JsonNode.Parse(ReadingJson.WritePlain(reading))!;
            if (latest.Text.Contains(EvolutionSteps.NewField, StringComparison.Ordinal))
            {
                json[EvolutionSteps.NewField] = Tariff;
            }

            byte[] value = [.. new byte[WireFormat.HeaderLength], .. System.Text.Encoding.UTF8.GetBytes(json.ToJsonString())];
            WireFormat.WriteHeader(value, latest.Id);
            return value;
        }

        public void Dispose() => client.Dispose();
    }
}
