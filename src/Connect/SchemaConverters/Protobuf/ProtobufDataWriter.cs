using System.Collections.Concurrent;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.SchemaConverters.Serdes;
using Ms2Lab.Schemas.Formats.Protobuf;
using Ms2Lab.Schemas.Formats.Protobuf.Binary;
using Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

namespace Ms2Lab.Connect.SchemaConverters.Protobuf;

/// <summary>Connect values to Protobuf messages. What a schema asks for is worked out once for a topic and Connect schema. For one flow of control.</summary>
internal sealed class ProtobufDataWriter(SchemaIds ids, SubjectNames subjects, SerdeConfig config, ProtobufDataOptions options, bool isKey)
{
    private readonly ConcurrentDictionary<Schema, (ProtobufParsedSchema File, MessageDescriptor Message)> types = new();
    private readonly ConcurrentDictionary<(string Topic, Schema Schema), (SchemaId Id, byte[] Indexes)> destinations = new();
    private readonly SchemaIdWriter framing = new(config, SerdeFormat.Protobuf, isKey);
    private readonly ConnectToProtobufValue values = new(options);
    private readonly ProtobufWriter buffer = new();

    /// <summary>Writes a value; null for a tombstone.</summary>
    /// <exception cref="DataException">The value is not of its schema.</exception>
    /// <exception cref="JavaException">A fault of the registry or of the schema, as the Java serializer reports it.</exception>
    internal byte[]? Write(string topic, ConnectHeaders? headers, Schema? schema, object? value)
    {
        if (value is null)
        {
            return null;
        }

        if (schema is null)
        {
            throw new JavaException(
                "java.lang.NullPointerException", "Cannot invoke \"org.apache.kafka.connect.data.Schema.name()\" because \"schema\" is null");
        }

        if (!types.TryGetValue(schema, out var type))
        {
            type = config.Remember(types, schema, ConnectToProtobufSchema.Translate(schema, options));
        }

        // The value is checked before the registry hears of its schema.
        var message = values.Of(type.Message, schema, value);
        if (!destinations.TryGetValue((topic, schema), out var destination))
        {
            destination = config.Remember(destinations, (topic, schema), DestinationOf(topic, type));
        }

        buffer.Clear();
        message.WriteTo(buffer);
        return framing.Message(headers, destination.Id, destination.Indexes, buffer.Written);
    }

    private (SchemaId Id, byte[] Indexes) DestinationOf(string topic, (ProtobufParsedSchema File, MessageDescriptor Message) type)
    {
        var (id, target) = ids.For(subjects.Of(topic, type.Message.FullName), type.File);
        var indexes = new ProtobufWriter();
        MessageIndexes.Write(MessageIndexes.Of(((ProtobufParsedSchema)target).File, type.Message) ?? [0], indexes);
        return (id, indexes.Written.ToArray());
    }
}
