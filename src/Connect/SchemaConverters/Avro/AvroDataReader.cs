using System.Collections.Concurrent;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.SchemaConverters.Avro.Reading;
using Ms2Lab.Connect.SchemaConverters.Serdes;
using Ms2Lab.Schemas.Formats;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Connect.SchemaConverters.Avro;

/// <summary>Messages to Connect values. What a schema asks for is worked out once for a topic and id.</summary>
internal sealed class AvroDataReader(RegistryClient client, SubjectNames subjects, SerdeConfig config, AvroDataOptions options, bool isKey)
{
    private readonly ConcurrentDictionary<(string Topic, SchemaId Id), Plan> plans = new();
    private readonly SchemaIdReader ids = new(config, isKey);
    private readonly AvroToConnectSchema translation = new(options);

    /// <summary>Reads a message.</summary>
    /// <exception cref="JavaException">A fault of the message or the registry, as the Java deserializer reports it.</exception>
    internal SchemaAndValue Read(string topic, ConnectHeaders? headers, byte[] message)
    {
        var id = ids.Read(headers, message, out var behind, out var isInMessage);
        if (!plans.TryGetValue((topic, id), out var plan))
        {
            plan = config.Remember(plans, (topic, id), PlanOf(topic, id));
        }

        var payload = isInMessage ? behind : message;
        if (plan.IsRawBytes)
        {
            return new SchemaAndValue(plan.Schema, LogicalValues.ToConnect(plan.Schema!, payload.ToArray()));
        }

        try
        {
            var reader = new AvroReader(payload);
            return new SchemaAndValue(plan.Schema, plan.Decoder.Read(ref reader));
        }
        catch (AvroDataException e)
        {
            throw SerdeFault.Of($"Error deserializing Avro message for id {id.Shown(SerdeFormat.Avro)}", SerdeFault.OfAvro(e));
        }
    }

    private Plan PlanOf(string topic, SchemaId id)
    {
        var part = isKey ? "key" : "value";
        var registered = Ask(
            $"Error retrieving Avro {part} schema for id {id.Shown(SerdeFormat.Avro)}",
            () => SchemaIdReader.Ask(client, id, subjects.NeedsSchema ? null : subjects.Of(topic, null)));
        var avro = Parsed(registered, id);
        var version = Ask(
            $"Error retrieving Avro {part} schema version for id {id.Shown(SerdeFormat.Avro)}",
            () => client.Lookup(subjects.Of(topic, (avro as AvroRecord)?.FullName), registered.Text, "AVRO", config.Normalize, deleted: true, registered.References)).Version;
        var wanted = config.UseLatest || config.LatestMetadata is not null ? Latest(topic, avro, id) : avro;
        var connect = Translated(wanted, version);
        return new Plan(connect, ResolvingPlan.Of(avro, wanted, connect), avro.Type == AvroType.Bytes && wanted.Type == AvroType.Bytes);
    }

    // The numbers in the names of unions go on from schema to schema.
    private Schema? Translated(AvroSchema schema, int? version)
    {
        lock (translation)
        {
            return translation.Translate(schema, version);
        }
    }

    private AvroSchema Latest(string topic, AvroSchema writer, SchemaId id) => Parsed(
        Ask($"Error retrieving Avro {(isKey ? "key" : "value")} schema for id {id.Shown(SerdeFormat.Avro)}", () => Latest(subjects.Of(topic, (writer as AvroRecord)?.FullName))), id);

    private RegisteredSchema Latest(string subject) => config.LatestMetadata is { } metadata ? client.LatestWith(subject, metadata) : client.Latest(subject);

    private AvroSchema Parsed(RegisteredSchema registered, SchemaId id)
    {
        if (registered.SchemaType != SerdeFormat.Avro.Type)
        {
            throw SerdeFault.Of($"Error deserializing Avro message for id {id.Shown(SerdeFormat.Avro)}", SerdeFault.WrongType(registered.SchemaType));
        }

        try
        {
            return AvroParsedSchema.Parse(registered.Text, client.Sources(registered)).Schema;
        }
        catch (RegistryClientException e)
        {
            throw SerdeFault.OfRegistry($"Error retrieving Avro {(isKey ? "key" : "value")} schema for id {id.Shown(SerdeFormat.Avro)}", e);
        }
        catch (InvalidSchemaException e)
        {
            throw SerdeFault.Of($"Error deserializing Avro message for id {id.Shown(SerdeFormat.Avro)}", e);
        }
    }

    private static RegisteredSchema Ask(string fault, Func<RegisteredSchema> ask)
    {
        try
        {
            return ask();
        }
        catch (RegistryClientException e)
        {
            throw SerdeFault.OfRegistry(fault, e);
        }
    }

    private sealed record Plan(Schema? Schema, ValueDecoder Decoder, bool IsRawBytes);
}
