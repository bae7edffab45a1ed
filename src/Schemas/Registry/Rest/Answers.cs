using System.Text.Json.Nodes;
using Ms2Lab.Schemas.Registry.Model;
using Ms2Lab.Schemas.Registry.Store;

namespace Ms2Lab.Schemas.Registry.Rest;

/// <summary>Answers as JSON.</summary>
internal static class Answers
{
    /// <summary>A schema; members that a path does not show are switched off.</summary>
    internal static JsonObject Schema(StoredSchema s, string? text = null, bool subject = true, bool version = true, bool id = true, bool times = true)
    {
        var answer = new JsonObject();
        if (subject)
        {
            answer["subject"] = s.Subject;
        }

        if (version)
        {
            answer["version"] = s.Version;
        }

        if (id)
        {
            answer["id"] = s.Id;
        }

        answer["guid"] = s.Guid;
        answer["schemaType"] = s.Type;
        if (s.References.Count > 0)
        {
            answer["references"] = StoreRecords.References(s.References);
        }

        if (s.Metadata is not null)
        {
            answer["metadata"] = s.Metadata.ToJson();
        }

        answer["schema"] = text ?? s.Text;
        if (times)
        {
            answer["ts"] = s.Timestamp;
            answer["deleted"] = s.Deleted;
        }

        return answer;
    }

    internal static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> item) => new([.. items.Select(item)]);

    internal static JsonArray Texts(IEnumerable<string> items) => Array(items, i => JsonValue.Create(i));

    internal static JsonArray Numbers(IEnumerable<int> items) => Array(items, i => JsonValue.Create(i));
}
