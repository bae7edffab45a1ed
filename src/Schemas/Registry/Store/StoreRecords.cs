using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ms2Lab.Schemas.Registry.Model;

namespace Ms2Lab.Schemas.Registry.Store;

/// <summary>
/// Keys and values of the topic <c>_schemas</c> in the layout of the real registry: key types SCHEMA, CONFIG, MODE, DELETE_SUBJECT, CLEAR_SUBJECT
/// and CONTEXT with magic 0 (SCHEMA: 1). A schema's time is its record's. NOOP and what is not known here are read over.
/// </summary>
internal static class StoreRecords
{
    private const string Tenant = "default";
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static StoreRecord Of(RegistryChange change) => change switch
    {
        RegistryChange.SchemaStored(var schema) => Record(SchemaKey(schema.Subject, schema.Version), Value(schema)),
        RegistryChange.SchemaErased(var subject, var version) => Record(SchemaKey(subject, version), null),
        RegistryChange.SubjectDeleted(var subject, var upTo) =>
            Record(Key("DELETE_SUBJECT", subject), new JsonObject { ["subject"] = subject, ["version"] = upTo }),
        RegistryChange.SubjectCleared(var subject) => Record(Key("CLEAR_SUBJECT", subject), Subject(subject)),
        RegistryChange.ConfigSet(var subject, var config) => Record(Key("CONFIG", subject), config is null ? null : With(Subject(subject), config)),
        RegistryChange.ModeSet(var subject, var mode) =>
            Record(Key("MODE", subject), mode is null ? null : With(Subject(subject), new JsonObject { ["mode"] = mode })),
        RegistryChange.ContextListed(var context, var isListed) => Record(
            new JsonObject { ["keytype"] = "CONTEXT", ["tenant"] = Tenant, ["context"] = context, ["magic"] = 0 },
            isListed ? new JsonObject { ["tenant"] = Tenant, ["context"] = context } : null),
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    /// <summary>What a record says; null where it says nothing to a registry: like the real one, this one reads over what it cannot read.</summary>
    internal static RegistryChange? Read(StoreRecord record)
    {
        try
        {
            return Parse(record);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or RegistryException)
        {
            return null;
        }
    }

    private static RegistryChange? Parse(StoreRecord record)
    {
        var key = Object(record.Key);
        var value = record.Value is { } bytes ? Object(bytes) : null;
        var subject = (string?)key["subject"];
        return ((string?)key["keytype"], value) switch
        {
            ("SCHEMA", null) => new RegistryChange.SchemaErased(Member<string>(key, "subject"), Member<int>(key, "version")),
            ("SCHEMA", _) => new RegistryChange.SchemaStored(Schema(value, record.Timestamp)),
            ("CONFIG", _) => new RegistryChange.ConfigSet(subject, Without(value, "subject")),
            ("MODE", _) => new RegistryChange.ModeSet(subject, (string?)value?["mode"]),
            ("DELETE_SUBJECT", not null) => new RegistryChange.SubjectDeleted(Member<string>(key, "subject"), Member<int>(value, "version")),
            ("CLEAR_SUBJECT", not null) => new RegistryChange.SubjectCleared(subject),
            ("CONTEXT", _) => new RegistryChange.ContextListed(Member<string>(key, "context"), value is not null),
            _ => null,
        };
    }

    internal static JsonArray References(IReadOnlyList<SchemaReference> references) => new(
        [.. references.Select(r => new JsonObject { ["name"] = r.Name, ["subject"] = r.Subject, ["version"] = r.Version })]);

    private static JsonObject Value(StoredSchema s)
    {
        var value = new JsonObject { ["subject"] = s.Subject, ["version"] = s.Version, ["id"] = s.Id, ["schemaType"] = s.Type };
        if (s.References.Count > 0)
        {
            value["references"] = References(s.References);
        }

        if (s.Metadata is not null)
        {
            value["metadata"] = s.Metadata.ToJson();
        }

        value["schema"] = s.Text;
        value["deleted"] = s.Deleted;
        return value;
    }

    private static StoredSchema Schema(JsonObject body, long timestamp)
    {
        var references = ((body["references"] as JsonArray) ?? []).Select(r => new SchemaReference((string?)r!["name"], (string?)r["subject"], (int?)r["version"])).ToList();
        var text = Member<string>(body, "schema");
        var metadata = SchemaMetadata.Parse(body["metadata"]);
        return new StoredSchema
        {
            Subject = Member<string>(body, "subject"), Version = Member<int>(body, "version"), Id = Member<int>(body, "id"), Text = text, References = references,
            Metadata = metadata, Type = (string?)body["schemaType"] ?? "AVRO", Deleted = (bool?)body["deleted"] ?? false,
            Timestamp = timestamp, Guid = SchemaFormats.Guid(text, references, metadata),
        };
    }

    private static JsonObject Object(ReadOnlyMemory<byte> text) => JsonNode.Parse(text.Span) as JsonObject ?? throw new JsonException("no object");

    private static T Member<T>(JsonObject body, string name) => body[name] is { } value ? value.GetValue<T>() : throw new JsonException($"no {name}");

    private static JsonObject SchemaKey(string subject, int version) =>
        new() { ["keytype"] = "SCHEMA", ["subject"] = subject, ["version"] = version, ["magic"] = 1 };

    private static JsonObject Key(string type, string? subject) =>
        With(With(new JsonObject { ["keytype"] = type }, Subject(subject)), new JsonObject { ["magic"] = 0 });

    private static JsonObject Subject(string? subject) => subject is null ? [] : new JsonObject { ["subject"] = subject };

    private static JsonObject With(JsonObject target, JsonObject members)
    {
        foreach (var (name, value) in members)
        {
            target[name] = value?.DeepClone();
        }

        return target;
    }

    private static JsonObject? Without(JsonObject? target, string member)
    {
        target?.Remove(member);
        return target;
    }

    private static StoreRecord Record(JsonObject key, JsonObject? value) => new(
        JsonSerializer.SerializeToUtf8Bytes(key, Readable), value is null ? (ReadOnlyMemory<byte>?)null : JsonSerializer.SerializeToUtf8Bytes(value, Readable));
}
