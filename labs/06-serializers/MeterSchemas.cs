using Confluent.Kafka;
using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit.Readings;
using Ms2Lab.Schemas.Formats;
using Ms2Lab.Schemas.Formats.Protobuf;
using Ms2Lab.Schemas.Formats.Protobuf.Binary;
using Ms2Lab.Schemas.Registry;
using Ms2Lab.Schemas.Serializers;

namespace Ms2Lab.Labs.Serializers;

/// <summary>Opens the schemas that a student registered.</summary>
internal static class MeterSchemas
{
    public static IMeterSchema Avro(Endpoints endpoints) => new AvroSchemaOfMeter(Client(endpoints));

    public static IMeterSchema Protobuf(Endpoints endpoints) => new ProtobufSchemaOfMeter(Client(endpoints));

    /// <summary>Whether a fault says that a reading and a schema do not fit.</summary>
    public static bool IsMismatch(Exception fault) =>
        fault is SchemaMismatchException or InvalidSchemaException or ProtobufDataException or KeyNotFoundException;

    private static RegistryClient Client(Endpoints endpoints) => new(new RegistryClientOptions
    {
        Urls = [endpoints.RegistryUri!.ToString()],
        UserInfo = endpoints.Credentials?.Registry is { } login ? $"{login.User}:{login.Password}" : null,
    });

    private sealed class AvroSchemaOfMeter(RegistryClient client) : IMeterSchema
    {
        private readonly AvroSerializer<SmartMeterReading> _serializer =
            new(client, new SerializerOptions { AutoRegister = false, UseLatestVersion = true, LatestCompatibilityStrict = false });

        public byte[] Write(string topic, SmartMeterReading reading) => _serializer.Serialize(reading, new SerializationContext(MessageComponentType.Value, topic));

        public SmartMeterReading Read(byte[] value) =>
            new AvroDeserializer<SmartMeterReading>(client).Deserialize(value, false, SerializationContext.Empty);

        public void Dispose() => client.Dispose();
    }

    private sealed class ProtobufSchemaOfMeter(RegistryClient client) : IMeterSchema
    {
        private (byte[] Header, Schemas.Formats.Protobuf.Descriptors.MessageDescriptor Message)? _schema;

        public byte[] Write(string topic, SmartMeterReading reading)
        {
            var (header, type) = _schema ??= Open(topic);
            var message = new DynamicMessage(type)
            {
                ["ID"] = reading.Id, ["profile_name"] = reading.ProfileName, ["temperature"] = reading.Temperature,
                ["humidity"] = reading.Humidity, ["pressure"] = reading.Pressure, ["modified"] = reading.Modified,
            };
            return [.. header, .. message.ToByteArray()];
        }

        public SmartMeterReading Read(byte[] value) => throw new NotSupportedException("The lab reads Avro back only.");

        public void Dispose() => client.Dispose();

        private (byte[] Header, Schemas.Formats.Protobuf.Descriptors.MessageDescriptor Message) Open(string topic)
        {
            var latest = client.Latest($"{topic}-value");
            var schema = ProtobufParsedSchema.Parse(latest.Text, client.Sources(latest));
            byte[] header = [.. new byte[WireFormat.HeaderLength], 0];
            WireFormat.WriteHeader(header, latest.Id);
            return (header, schema.Message(schema.Name ?? "") ?? throw new SchemaMismatchException("The file has no message."));
        }
    }
}
