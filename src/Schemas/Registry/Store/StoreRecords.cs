using System.Text.Json.Nodes;
using Ms2Lab.Schemas.Registry.Model;

namespace Ms2Lab.Schemas.Registry.Store;

/// <summary>Keys and values of the topic <c>_schemas</c>, in the layout of the real registry (keytype SCHEMA, CONFIG, MODE).</summary>
internal static class StoreRecords
{
    internal static string Key(StoredSchema s) =>
        new JsonObject { ["keytype"] = "SCHEMA", ["subject"] = s.Subject, ["version"] = s.Version, ["magic"] = 1 }.ToJsonString();

    internal static string ConfigKey(string subject) => Key("CONFIG", subject);

    internal static string ModeKey(string subject) => Key("MODE", subject);

    internal static string Value(StoredSchema s)
    {
        var value = new JsonObject
        {
            ["subject"] = s.Subject, ["version"] = s.Version, ["id"] = s.Id, ["guid"] = s.Guid, ["schemaType"] = s.Type, ["schema"] = s.Text,
            ["deleted"] = s.Deleted, ["ts"] = s.Timestamp,
            ["references"] = new JsonArray([.. s.References.Select(r => new JsonObject { ["name"] = r.Name, ["subject"] = r.Subject, ["version"] = r.Version })]),
        };
        if (s.Metadata is not null)
        {
            value["metadata"] = JsonNode.Parse(s.Metadata);
        }

        return value.ToJsonString();
    }

    internal static string ConfigValue(string subject, JsonObject config)
    {
        var value = config.DeepClone().AsObject();
        value["subject"] = subject;
        return value.ToJsonString();
    }

    internal static string ModeValue(string subject, string mode) => new JsonObject { ["subject"] = subject, ["mode"] = mode }.ToJsonString();

    /// <summary>Applies one record read from the store; records of other key types (NOOP, DELETE_SUBJECT) change nothing.</summary>
    internal static void Apply(RegistryState state, string key, string? value)
    {
        var name = JsonNode.Parse(key)!;
        var subject = (string?)name["subject"] ?? "";
        var body = value is null ? null : JsonNode.Parse(value)!.AsObject();
        switch ((string?)name["keytype"])
        {
            case "SCHEMA" when body is null:
                state.Remove(subject, (int)name["version"]!);
                break;
            case "SCHEMA":
                state.Put(Schema(body));
                break;
            case "CONFIG" when body is null:
                state.Configs.Remove(subject);
                break;
            case "CONFIG":
                body.Remove("subject");
                state.Configs[subject] = body;
                break;
            case "MODE" when body is null:
                state.Modes.Remove(subject);
                break;
            case "MODE":
                state.Modes[subject] = (string)body["mode"]!;
                break;
        }
    }

    private static StoredSchema Schema(JsonObject body)
    {
        var references = ((body["references"] as JsonArray) ?? []).Select(r => new SchemaReference((string?)r!["name"], (string?)r["subject"], (int?)r["version"])).ToList();
        var text = (string)body["schema"]!;
        var metadata = body["metadata"]?.ToJsonString();
        return new StoredSchema
        {
            Subject = (string)body["subject"]!, Version = (int)body["version"]!, Id = (int)body["id"]!, Text = text, References = references,
            Metadata = metadata, Type = (string?)body["schemaType"] ?? "AVRO", Deleted = (bool?)body["deleted"] ?? false,
            Timestamp = (long?)body["ts"] ?? 0, Guid = (string?)body["guid"] ?? SchemaFormats.Guid(text, references, metadata),
        };
    }

    private static string Key(string type, string subject) =>
        new JsonObject { ["keytype"] = type, ["subject"] = subject.Length == 0 ? null : subject, ["magic"] = 0 }.ToJsonString();
}
