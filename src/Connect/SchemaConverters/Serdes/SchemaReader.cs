using System.Collections.Concurrent;
using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Connect.SchemaConverters.Serdes;

/// <summary>
/// Messages of Protobuf and JSON Schema to Connect values: finds the schema of a message's id, its version in the subject, and the
/// latest schema if that is wanted, once for a topic, id and message type.
/// </summary>
/// <typeparam name="TPlan">What a format works out of a schema.</typeparam>
internal abstract class SchemaReader<TPlan>(RegistryClient client, SubjectNames subjects, SerdeConfig config, SerdeFormat format, bool isKey)
    where TPlan : class
{
    private readonly ConcurrentDictionary<(string Topic, SchemaId Id, string Indexes), TPlan> plans = new();
    private readonly SchemaIdReader ids = new(config, isKey);

    /// <summary>Reads a message.</summary>
    /// <exception cref="JavaException">A fault of the message or the registry, as the Java deserializer reports it.</exception>
    internal SchemaAndValue Read(string topic, ConnectHeaders? headers, byte[] message)
    {
        var start = new MessageStart(format, ids, message);
        TPlan? plan;
        object? decoded;
        try
        {
            start.Read(headers);
            var key = (topic, start.Id, start.Indexes is null ? "" : string.Join(',', start.Indexes));
            if (!plans.TryGetValue(key, out plan))
            {
                plan = config.Remember(plans, key, PlanFor(topic, start));
            }

            decoded = Decode(plan, message.AsSpan(start.Length));
        }
        catch (RegistryClientException e) when (e.Status != 0)
        {
            throw SerdeFault.OfRegistry($"Error retrieving {format.Name} schema for id {start.Shown}", e);
        }
        catch (Exception e) when (SerdeFault.Below(e) is { } cause)
        {
            throw SerdeFault.Of($"Error deserializing {format.Name} message for id {start.Shown}", cause);
        }

        return Convert(plan, decoded);
    }

    /// <summary>Works out how messages of a schema are read.</summary>
    /// <param name="writer">The schema of the data.</param>
    /// <param name="reader">The schema that is wanted, or null.</param>
    /// <param name="version">The version of the writer's schema in its subject.</param>
    /// <param name="indexes">Which message of a Protobuf file it is, or null.</param>
    protected abstract TPlan PlanOf(ParsedSchema writer, ParsedSchema? reader, int? version, IReadOnlyList<int>? indexes);

    /// <summary>The payload as the format has it; faults are the deserializer's.</summary>
    protected abstract object? Decode(TPlan plan, ReadOnlySpan<byte> payload);

    /// <summary>The decoded payload as Connect has it; faults are the converter's own and pass as they are.</summary>
    protected abstract SchemaAndValue Convert(TPlan plan, object? decoded);

    /// <summary>The name by which a strategy names the subject.</summary>
    protected virtual string? NameOf(ParsedSchema schema, IReadOnlyList<int>? indexes) => schema.Name;

    private TPlan PlanFor(string topic, MessageStart start)
    {
        var subject = subjects.NeedsSchema ? null : subjects.Of(topic, null);
        var registered = SchemaIdReader.Ask(client, start.Id, subject);
        if (registered.SchemaType != format.Type)
        {
            throw SerdeFault.WrongType(registered.SchemaType);
        }

        var writer = format.Parse(registered.Text, client.Sources(registered));
        subject ??= subjects.Of(topic, NameOf(writer, start.Indexes));
        var version = client.Lookup(subject, registered.Text, format.Type, deleted: true, references: registered.References).Version;
        if ((config.LatestMetadata is { } metadata ? client.LatestWith(subject, metadata) : config.UseLatest ? client.Latest(subject) : null) is not { } latest)
        {
            return PlanOf(writer, null, version, start.Indexes);
        }

        return PlanOf(writer, format.Parse(latest.Text, client.Sources(latest)), latest.Version, start.Indexes);
    }
}
