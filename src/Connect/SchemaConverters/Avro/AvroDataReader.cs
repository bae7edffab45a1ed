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
    private readonly ConcurrentDictionary<(string Topic, int Id), Plan> plans = new();

    /// <summary>Reads a message.</summary>
    /// <exception cref="JavaException">A fault of the message or the registry, as the Java deserializer reports it.</exception>
    internal SchemaAndValue Read(string topic, byte[] message)
    {
        var id = WireFormat.ReadId(message);
        if (!plans.TryGetValue((topic, id), out var plan))
        {
            plan = config.Remember(plans, (topic, id), PlanOf(topic, id));
        }

        var payload = message.AsSpan(WireFormat.PrefixLength);
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
            throw SerdeFault.Of($"Error deserializing Avro message for id {WireFormat.Shown(SerdeFormat.Avro, id)}", SerdeFault.OfAvro(e));
        }
    }

    private Plan PlanOf(string topic, int id)
    {
        var part = isKey ? "key" : "value";
        var registered = Ask(
            $"Error retrieving Avro {part} schema for id {WireFormat.Shown(SerdeFormat.Avro, id)}",
            () => client.ById(id, subjects.NeedsSchema ? null : subjects.Of(topic, null)));
        var avro = Parsed(registered, id);
        var version = Ask(
            $"Error retrieving Avro {part} schema version for id {WireFormat.Shown(SerdeFormat.Avro, id)}",
            () => client.Lookup(subjects.Of(topic, (avro as AvroRecord)?.FullName), registered.Text, "AVRO", config.Normalize, deleted: true, registered.References)).Version;
        var wanted = config.UseLatest ? Latest(topic, avro, id) : avro;
        var connect = new AvroToConnectSchema(options).Translate(wanted, version);
        return new Plan(connect, ResolvingPlan.Of(avro, wanted, connect), avro.Type == AvroType.Bytes && wanted.Type == AvroType.Bytes);
    }

    private AvroSchema Latest(string topic, AvroSchema writer, int id) => Parsed(
        Ask($"Error retrieving Avro {(isKey ? "key" : "value")} schema for id {WireFormat.Shown(SerdeFormat.Avro, id)}", () => client.Latest(subjects.Of(topic, (writer as AvroRecord)?.FullName))), id);

    private AvroSchema Parsed(RegisteredSchema registered, int id)
    {
        if (registered.SchemaType != SerdeFormat.Avro.Type)
        {
            throw SerdeFault.Of($"Error deserializing Avro message for id {WireFormat.Shown(SerdeFormat.Avro, id)}", SerdeFault.WrongType(registered.SchemaType));
        }

        try
        {
            return AvroParsedSchema.Parse(registered.Text, client.Sources(registered)).Schema;
        }
        catch (RegistryClientException e)
        {
            throw SerdeFault.OfRegistry($"Error retrieving Avro {(isKey ? "key" : "value")} schema for id {WireFormat.Shown(SerdeFormat.Avro, id)}", e);
        }
        catch (InvalidSchemaException e)
        {
            throw SerdeFault.Of($"Error deserializing Avro message for id {WireFormat.Shown(SerdeFormat.Avro, id)}", e);
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
