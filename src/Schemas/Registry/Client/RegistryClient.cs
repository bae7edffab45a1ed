using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ms2Lab.Schemas.Formats;

namespace Ms2Lab.Schemas.Registry;

/// <summary>
/// Asks a schema registry over HTTP and remembers what cannot change: ids, versions and registrations for ever, the latest version
/// for <see cref="RegistryClientOptions.LatestTtl"/>. Faults are not remembered. Blocks; safe for several threads.
/// All methods throw <see cref="RegistryClientException"/>.
/// </summary>
public sealed class RegistryClient(RegistryClientOptions options) : IDisposable
{
    private readonly RegistryTransport transport = new(options);
    private readonly ConcurrentDictionary<string, RegisteredSchema> cache = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Topic, string Part), string?> associated = new();
    private readonly ConcurrentDictionary<string, (RegisteredSchema Schema, long At)> latest = new(StringComparer.Ordinal);

    /// <summary>Registers a schema under a subject, or finds the same one there.</summary>
    public RegisteredSchema Register(
        string subject, string text, string schemaType = "AVRO", bool normalize = false, IReadOnlyList<SchemaReference>? references = null) =>
        Cached($"register {normalize} {subject} {schemaType} {text}", () =>
            Read(transport.Send(HttpMethod.Post, $"/subjects/{Escaped(subject)}/versions?normalize={Flag(normalize)}", Body(text, schemaType, references)), text));

    /// <summary>Finds the version of a schema in a subject.</summary>
    /// <param name="subject">Subject.</param>
    /// <param name="text">The schema's text.</param>
    /// <param name="schemaType">AVRO, PROTOBUF or JSON.</param>
    /// <param name="normalize">Whether texts are compared in normal form.</param>
    /// <param name="deleted">Whether softly deleted versions count.</param>
    /// <param name="references">What the schema refers to.</param>
    public RegisteredSchema Lookup(
        string subject, string text, string schemaType = "AVRO", bool normalize = false, bool deleted = false,
        IReadOnlyList<SchemaReference>? references = null) =>
        Cached($"lookup {normalize} {deleted} {subject} {schemaType} {text}", () => Read(
            transport.Send(
                HttpMethod.Post, $"/subjects/{Escaped(subject)}?normalize={Flag(normalize)}&deleted={Flag(deleted)}", Body(text, schemaType, references)),
            text));

    /// <summary>The schema of an id.</summary>
    /// <param name="id">Id.</param>
    /// <param name="subject">Subject in whose context the id is meant, or null.</param>
    public RegisteredSchema ById(int id, string? subject = null)
    {
        var number = id.ToString(CultureInfo.InvariantCulture);
        var query = subject is null ? "" : $"&subject={Escaped(subject)}";
        return Cached($"id {number} {subject}", () => Read(transport.Send(HttpMethod.Get, $"/schemas/ids/{number}?fetchMaxId=false{query}"), null, id));
    }

    /// <summary>The schema of a GUID, in whichever context it is.</summary>
    public RegisteredSchema ByGuid(Guid guid) => Cached($"guid {guid}", () => Read(transport.Send(HttpMethod.Get, $"/schemas/guids/{guid}"), null) with { Guid = guid });

    /// <summary>The latest version of a subject whose metadata have these properties, softly deleted ones included.</summary>
    public RegisteredSchema LatestWith(string subject, IReadOnlyList<KeyValuePair<string, string>> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        var query = string.Concat(properties.Select(p => $"&key={Escaped(p.Key)}&value={Escaped(p.Value)}"));
        return Cached($"metadata {subject} {query}", () => Read(transport.Send(HttpMethod.Get, $"/subjects/{Escaped(subject)}/metadata?deleted=true{query}"), null));
    }

    /// <summary>One version of a subject, softly deleted ones included.</summary>
    public RegisteredSchema Version(string subject, int version)
    {
        var number = version.ToString(CultureInfo.InvariantCulture);
        return Cached($"version {number} {subject}", () =>
            Read(transport.Send(HttpMethod.Get, $"/subjects/{Escaped(subject)}/versions/{number}?deleted=true"), null));
    }

    /// <summary>The latest version of a subject.</summary>
    public RegisteredSchema Latest(string subject)
    {
        if (latest.TryGetValue(subject, out var known) && (options.LatestTtl is not { } ttl || options.Time.GetElapsedTime(known.At) < ttl))
        {
            return known.Schema;
        }

        var schema = Read(transport.Send(HttpMethod.Get, $"/subjects/{Escaped(subject)}/versions/latest"), null);
        latest[subject] = (schema, options.Time.GetTimestamp());
        return schema;
    }

    /// <summary>The subject that is associated with a topic's keys or values; null if none is, or the registry has no associations.</summary>
    /// <param name="topic">Topic.</param>
    /// <param name="part">"key" or "value".</param>
    public string? AssociatedSubject(string topic, string part)
    {
        if (associated.TryGetValue((topic, part), out var known))
        {
            return known;
        }

        try
        {
            var answer = transport.Send(HttpMethod.Get, $"/associations/resources/-/{Escaped(topic)}?resourceType=topic&associationType={part}");
            return associated[(topic, part)] = answer is { ValueKind: JsonValueKind.Array } && answer.GetArrayLength() > 0
                && answer[0].TryGetProperty("subject", out var subject) ? subject.GetString() : null;
        }
        catch (RegistryClientException e) when (e.Status == 404)
        {
            return associated[(topic, part)] = null;
        }
    }

    /// <summary>The texts a schema refers to, directly or not, each one after those it refers to itself.</summary>
    public IReadOnlyList<SchemaSource> Sources(RegisteredSchema schema)
    {
        var sources = new List<SchemaSource>();
        Collect(schema, sources, []);
        return sources;
    }

    /// <inheritdoc/>
    public void Dispose() => transport.Dispose();

    private void Collect(RegisteredSchema schema, List<SchemaSource> sources, HashSet<string> seen)
    {
        foreach (var reference in schema.References)
        {
            var identity = $"{reference.Subject} {reference.Version}";
            if (reference is { Name: { } name, Subject: { } subject, Version: { } version } && seen.Add(identity))
            {
                var referred = Version(subject, version);
                Collect(referred, sources, seen);
                sources.Add(new SchemaSource(name, referred.Text, identity));
            }
        }
    }

    private RegisteredSchema Cached(string key, Func<RegisteredSchema> ask)
    {
        if (cache.TryGetValue(key, out var known))
        {
            return known;
        }

        if (cache.Count >= options.CacheSize * 4)
        {
            cache.Clear();
        }

        return cache[key] = ask();
    }

    private static RegisteredSchema Read(JsonElement json, string? text, int id = 0) => new(
        json.TryGetProperty("id", out var given) ? given.GetInt32() : id,
        json.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number ? version.GetInt32() : null,
        json.TryGetProperty("schemaType", out var type) ? type.GetString() ?? "AVRO" : "AVRO",
        text ?? (json.TryGetProperty("schema", out var schema) ? schema.GetString() ?? "" : ""),
        json.TryGetProperty("references", out var references) ? References(references) : [])
    {
        Guid = json.TryGetProperty("guid", out var guid) && guid.TryGetGuid(out var parsed) ? parsed : null,
    };

    private static List<SchemaReference> References(JsonElement json) =>
    [
        .. json.EnumerateArray().Select(r => new SchemaReference(
            r.GetProperty("name").GetString(), r.GetProperty("subject").GetString(), r.GetProperty("version").GetInt32())),
    ];

    private static string Body(string text, string schemaType, IReadOnlyList<SchemaReference>? references)
    {
        var body = new JsonObject { ["schema"] = text };
        if (schemaType != "AVRO")
        {
            body["schemaType"] = schemaType;
        }

        if (references is { Count: > 0 })
        {
            body["references"] = new JsonArray(
                [.. references.Select(r => new JsonObject { ["name"] = r.Name, ["subject"] = r.Subject, ["version"] = r.Version })]);
        }

        return body.ToJsonString();
    }

    private static string Escaped(string segment) => Uri.EscapeDataString(segment);

    private static string Flag(bool value) => value ? "true" : "false";
}
